import type { ListLevel, ParagraphLook, RunLook, TabStop } from '../model.ts';
import type { Numberings } from './read-numbering.ts';
import type { ParagraphProperties } from './read-paragraph-properties.ts';
import type { RunProperties, Toggle } from './read-run-properties.ts';
import type { StyleSheet } from './style-sheet.ts';

/** What a table gives the text in one of its cells (ECMA-376 Part 1, 17.7.6). */
export interface TableText {
  readonly paragraph: ParagraphProperties;
  readonly run: RunProperties;
}
export const NO_TABLE: TableText = { paragraph: {}, run: {} };

/**
 * Properties in the order in which they count (17.7.2): defaults, table, styles, numbering, the paragraph's
 * own.
 */
export interface Cascade {
  paragraph(
    own: ParagraphProperties,
    options: { readonly style: string | undefined; readonly table: TableText },
  ): ResolvedParagraph;
  run(
    own: RunProperties,
    options: {
      readonly style: string | undefined;
      readonly characterStyle: string | undefined;
      readonly table: TableText;
    },
  ): RunLook;
}

export interface ResolvedParagraph {
  readonly look: ParagraphLook;
  readonly heading: number | undefined;
  readonly list: ListLevel | undefined;
}

const PLAIN_PARAGRAPH: ParagraphLook = {
  align: 'start',
  isRightToLeft: false,
  indentLeft: 0,
  indentRight: 0,
  firstLine: 0,
  spaceBefore: 0,
  spaceAfter: 0,
  line: { rule: 'multiple', factor: 1 },
  keepWithNext: false,
  keepLines: false,
  breakBefore: false,
  isContextual: false,
  tabs: [],
  background: undefined,
  borders: {},
};

export function createCascade(styles: StyleSheet, numberings: Numberings): Cascade {
  return {
    paragraph(own, { style, table }) {
      const chain = styles.chain(style ?? styles.defaultOf('paragraph'));
      const steps: ParagraphProperties[] = [styles.defaults.paragraph, table.paragraph];
      let list: Partial<ListLevel> = {};
      for (const { paragraph, id } of chain) {
        if (paragraph.list !== undefined) {
          list = { ...list, ...paragraph.list };
          const numbering = list.numbering ?? '';
          list = { ...list, level: paragraph.list.level ?? numberings.levelOfStyle(numbering, id) ?? 0 };
          steps.push(numberings.propertiesOf(numbering, list.level ?? 0));
        }
        steps.push(paragraph);
      }
      if (own.list !== undefined) {
        list = { ...list, ...own.list };
        steps.push(numberings.propertiesOf(list.numbering ?? '', list.level ?? 0));
      }
      steps.push(own);
      const { outline, ...merged } = mergeSteps(steps);
      const look = pickLook({ ...PLAIN_PARAGRAPH, ...merged, tabs: mergeTabs(steps) });
      return {
        look,
        heading: outline !== undefined && outline >= 0 && outline <= 5 ? outline + 1 : undefined,
        list:
          list.numbering !== undefined && numberings.byId.has(list.numbering)
            ? { numbering: list.numbering, level: list.level ?? 0 }
            : undefined,
      };
    },
    run(own, { style, characterStyle, table }) {
      const paragraph = styles.chain(style ?? styles.defaultOf('paragraph')).map(({ run }) => run);
      const character = styles.chain(characterStyle).map(({ run }) => run);
      const merged = mergeRuns([styles.defaults.run, table.run, ...paragraph, ...character, own]);
      const levels = [styles.defaults.run, table.run, mergeRuns(paragraph), mergeRuns(character)];
      const toggled = (name: Toggle): boolean =>
        own[name] ?? levels.filter((level) => level[name] === true).length % 2 === 1;
      return {
        font: merged.font,
        size: merged.size ?? DEFAULT_SIZE,
        bold: toggled('bold'),
        italic: toggled('italic'),
        strike: toggled('strike'),
        isUpper: toggled('isUpper'),
        underline: merged.underline ?? false,
        color: merged.color === 'auto' ? undefined : merged.color,
        background: merged.background === 'none' ? undefined : merged.background,
        position: merged.position ?? 'normal',
        isHidden: merged.isHidden ?? false,
      };
    },
  };
}

/** The look alone, without what a style says of lists and levels. */
const pickLook = (look: ParagraphLook): ParagraphLook => ({
  align: look.align,
  isRightToLeft: look.isRightToLeft,
  indentLeft: look.indentLeft,
  indentRight: look.indentRight,
  firstLine: look.firstLine,
  spaceBefore: look.spaceBefore,
  spaceAfter: look.spaceAfter,
  line: look.line,
  keepWithNext: look.keepWithNext,
  keepLines: look.keepLines,
  breakBefore: look.breakBefore,
  isContextual: look.isContextual,
  tabs: look.tabs,
  background: look.background === 'none' ? undefined : look.background,
  borders: look.borders,
});

/** Points of text that nothing says a size of (17.3.2.38). */
const DEFAULT_SIZE = 10;

const mergeRuns = (runs: readonly RunProperties[]): RunProperties =>
  runs.reduce<RunProperties>((merged, run) => ({ ...merged, ...run }), {});

const mergeSteps = (steps: readonly ParagraphProperties[]): ParagraphProperties =>
  steps.reduce<ParagraphProperties>((merged, step) => ({ ...merged, ...step }), {});

function mergeTabs(steps: readonly ParagraphProperties[]): readonly TabStop[] {
  const stops = new Map<number, TabStop>();
  for (const { tabs = [] } of steps) {
    for (const tab of tabs) {
      if (tab.align === 'clear') stops.delete(tab.position);
      else stops.set(tab.position, tab);
    }
  }
  return [...stops.values()].sort((one, other) => one.position - other.position).slice(0, MAX_TABS);
}
const MAX_TABS = 100;
