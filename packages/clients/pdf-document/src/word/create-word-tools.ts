import { documentInput } from '@jobwright/connector-sdk';
import type { FilledPicture, RunLook, WordTemplate } from '@jobwright/word-template';
import { findAddressProblem } from '../definition/link-address.ts';
import type { DocumentTools, PictureSource } from '../layout/layout-context.ts';
import type { Style } from '../layout/theme.ts';
import { definitionError, imageError } from '../pdf-error.ts';
import type { Look } from '../text/text-line.ts';
import { layoutWordBlocks } from './layout-word-blocks.ts';
import { WORD_PATH, type WordTools } from './word-context.ts';

interface WordToolsOptions {
  readonly tools: DocumentTools;
  readonly style: Style;
  readonly template: WordTemplate;
  readonly notes: Set<string>;
}

/** Of the size, and of the height: what raised text has of the text around. */
const RAISED_SIZE = 0.65;
const RAISE = { superscript: 0.35, subscript: -0.14, normal: 0 } as const;

export function createWordTools({ tools, style, template, notes }: WordToolsOptions): WordTools {
  const note = (text: string): void => void notes.add(text);
  const findFamily = createFamilyFinder({ tools, style, note });
  /** Runs of a loop look as those of the template: a look is made once. */
  const looks = new WeakMap<RunLook, Look>();
  const anchors = new Set<string>();
  const createLook = (run: RunLook, link: string | undefined): Look => {
    const families = findFamily(run.font);
    const chain = tools.fonts.chain(families, { bold: run.bold, italic: run.italic });
    if (chain === undefined)
      throw definitionError([{ path: 'font', message: `There is no font "${families[0]}"` }]);
    return {
      chain,
      size: run.position === 'normal' ? run.size : Math.max(3, run.size * RAISED_SIZE),
      rise: run.size * RAISE[run.position],
      color: run.color ?? style.color,
      background: run.background,
      underline: run.underline,
      strike: run.strike,
      link: checkLink(link, anchors),
    };
  };
  return {
    ...{ tools, style, note },
    layoutBlocks: layoutWordBlocks,
    tabWidth: template.tabWidth,
    bookmarks: new Set(),
    anchors,
    look(run, link) {
      if (link !== undefined) return createLook(run, link);
      const known = looks.get(run) ?? createLook(run, undefined);
      looks.set(run, known);
      return known;
    },
    loadPicture: (picture) => tools.assets.loadPicture(...sourceOf(picture, template), undefined),
    picture: (picture) => tools.assets.picture(sourceOf(picture, template)[0], undefined),
  };
}

/** A bookmark of the text may be called anything; an address leads to no file of the reader. */
function checkLink(link: string | undefined, anchors: Set<string>): string | undefined {
  if (link === undefined || link === '') return undefined;
  if (link.startsWith('#')) {
    const anchor = link.slice(1, 101);
    anchors.add(anchor);
    return `#${anchor}`;
  }
  const message = findAddressProblem(link);
  if (message !== undefined)
    throw definitionError([{ path: WORD_PATH, message: `The link ${link.slice(0, 200)}: ${message}` }]);
  return link;
}

const sources = new WeakMap<WordTemplate, Map<string, PictureSource>>();

function sourceOf(picture: FilledPicture, template: WordTemplate): readonly [PictureSource, string] {
  if (picture.replacement !== undefined) {
    const { path, value } = picture.replacement;
    const parsed = documentInput.safeParse(value);
    if (parsed.success) return [parsed.data, path];
    throw definitionError([
      { path, message: 'Expected a document reference: it takes the place of a picture' },
    ]);
  }
  const known = sources.get(template) ?? new Map<string, PictureSource>();
  sources.set(template, known);
  const path = `${WORD_PATH} ${picture.part}`;
  const bytes = template.parts.get(picture.part);
  if (bytes === undefined) throw imageError(path, 'it is not in the file');
  const source = known.get(picture.part) ?? { bytes, key: picture.part };
  known.set(picture.part, source);
  return [source, path];
}

interface FamilyFinderOptions {
  readonly tools: DocumentTools;
  readonly style: Style;
  readonly note: (text: string) => void;
}

/** The families of the document go by their names; what is not there is noted, and replaced. */
function createFamilyFinder({ tools, style, note }: FamilyFinderOptions) {
  const byName = new Map(tools.fonts.names.map((name) => [name.toLowerCase(), [name]]));
  return (font: RunLook['font']): readonly string[] => {
    if (font === undefined) return style.families;
    const found = byName.get(font.toLowerCase());
    if (found !== undefined) return found;
    note(`There is no font "${font}": ${style.families[0]} takes its place; add it to the fonts to have it`);
    return style.families;
  };
}
