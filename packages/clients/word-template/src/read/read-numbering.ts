import { WORD_LIMITS } from '../limits.ts';
import type { XmlElement } from '../package/read-xml.ts';
import { child, listChildren, numberOf, switchOf, valueOf } from '../package/xml-query.ts';
import type { NumberFormat, Numbering, NumberingLevel } from '../model.ts';
import { WordError } from '../word-error.ts';
import type { Notes } from './notes.ts';
import { type ParagraphProperties, readParagraphProperties } from './read-paragraph-properties.ts';

const FORMATS: readonly NumberFormat[] = [
  'decimal',
  'decimalZero',
  'lowerLetter',
  'upperLetter',
  'lowerRoman',
  'upperRoman',
  'bullet',
  'none',
];

/**
 * The numberings of a document (ECMA-376 Part 1, 17.9), and the properties that their levels give paragraphs.
 */
export interface Numberings {
  readonly byId: ReadonlyMap<string, Numbering>;
  propertiesOf(numbering: string, level: number): ParagraphProperties;
  /** The level that a paragraph style has in a numbering (17.9.23). */
  levelOfStyle(numbering: string, style: string): number | undefined;
}

interface LevelElement {
  readonly level: NumberingLevel;
  readonly properties: ParagraphProperties;
  readonly style: string | undefined;
}

export function readNumbering(root: XmlElement | undefined, notes: Notes): Numberings {
  const abstracts = new Map<string, ReadonlyMap<number, LevelElement>>();
  for (const each of listChildren(root, 'w:abstractNum'))
    abstracts.set(each.attributes.get('w:abstractNumId') ?? '', readLevels(each, notes));
  const byId = new Map<string, Numbering>();
  const levels = new Map<string, ReadonlyMap<number, LevelElement>>();
  const nums = listChildren(root, 'w:num');
  if (nums.length > WORD_LIMITS.numberings || abstracts.size > WORD_LIMITS.numberings)
    throw new WordError('too-large', `A Word file has at most ${WORD_LIMITS.numberings} numberings`);
  for (const num of nums) {
    const id = num.attributes.get('w:numId') ?? '';
    const abstract = valueOf(num, 'w:abstractNumId') ?? '';
    const own = new Map(abstracts.get(abstract));
    const starts = new Map<number, number>();
    for (const override of listChildren(num, 'w:lvlOverride')) {
      const at = numberOf(override.attributes.get('w:ilvl')) ?? 0;
      const start = numberOf(valueOf(override, 'w:startOverride'));
      if (start !== undefined) starts.set(at, start);
      const level = child(override, 'w:lvl');
      if (level !== undefined) own.set(at, readLevel(level, notes));
    }
    levels.set(id, own);
    const list = Array.from({ length: 9 }, (_, index) => own.get(index)?.level ?? PLAIN);
    byId.set(id, { abstract, levels: list, starts });
  }
  return {
    byId,
    propertiesOf: (numbering, level) => levels.get(numbering)?.get(level)?.properties ?? {},
    levelOfStyle: (numbering, style) =>
      [...(levels.get(numbering) ?? [])].find(([, level]) => level.style === style)?.[0],
  };
}

const PLAIN: NumberingLevel = {
  format: 'none',
  text: '',
  start: 1,
  font: undefined,
  suffix: 'tab',
  isLegal: false,
  restart: undefined,
};

const readLevels = (element: XmlElement, notes: Notes): ReadonlyMap<number, LevelElement> =>
  new Map(
    listChildren(element, 'w:lvl').map((level) => [
      numberOf(level.attributes.get('w:ilvl')) ?? 0,
      readLevel(level, notes),
    ]),
  );

function readLevel(element: XmlElement, notes: Notes): LevelElement {
  const name = valueOf(element, 'w:numFmt') ?? 'decimal';
  const format = FORMATS.find((each) => each === name);
  if (format === undefined) notes.add(`Numbers of the format ${name.slice(0, 40)} are written as 1, 2, 3`);
  if (child(element, 'w:lvlPicBulletId') !== undefined) notes.add('Pictures as bullets are drawn as dots');
  const suffix = valueOf(element, 'w:suff');
  return {
    level: {
      format: format ?? 'decimal',
      text: (valueOf(element, 'w:lvlText') ?? '').slice(0, 200),
      start: numberOf(valueOf(element, 'w:start')) ?? 1,
      font: child(child(element, 'w:rPr'), 'w:rFonts')?.attributes.get('w:ascii'),
      suffix: suffix === 'space' || suffix === 'nothing' ? suffix : 'tab',
      isLegal: switchOf(element, 'w:isLgl') ?? false,
      restart: numberOf(valueOf(element, 'w:lvlRestart')),
    },
    properties: readParagraphProperties(child(element, 'w:pPr')),
    style: valueOf(element, 'w:pStyle'),
  };
}
