import type { Parts } from '../package/open-package.ts';
import { readXml, type XmlElement } from '../package/read-xml.ts';
import { readRelationships, type Relationships } from '../package/relationships.ts';
import { WordError } from '../word-error.ts';
import type { Notes } from './notes.ts';

/**
 * The part with the text: the one that the package names as its office document (ECMA-376 Part 2, 6.5).
 * @throws WordError for another kind of file, and one with macros
 */
export function findMainPart(parts: Parts): string {
  const main = [...readRelationships(parts, '').values()].find(
    ({ type }) => type === 'officeDocument',
  )?.target;
  if (main === undefined || !parts.has(main))
    throw new WordError('not-word', 'It is not a Word file (.docx): it names no text document');
  if ([...parts.keys()].some((name) => /(^|\/)vbaProject\.bin$/i.test(name)))
    throw new WordError('unsafe', 'It holds macros: save it as .docx without macros');
  return main;
}

/** The part of a type that a part refers to; `undefined` where there is none. */
export function readRelated(
  parts: Parts,
  relationships: Relationships,
  type: string,
): XmlElement | undefined {
  const target = [...relationships.values()].find((each) => each.type === type)?.target;
  const bytes = target === undefined ? undefined : parts.get(target);
  return bytes === undefined || target === undefined ? undefined : readXml(bytes, target);
}

/** What a part refers to and what is not used. */
export function noteRelations(parts: Parts, relationships: Relationships, notes: Notes): void {
  const settings = [...relationships.values()].find(({ type }) => type === 'settings')?.target;
  const all = [...relationships.values(), ...readRelationships(parts, settings ?? '').values()];
  if (all.some(({ type, isExternal }) => type === 'attachedTemplate' && isExternal))
    notes.add('The Word file is based on another one, which is not opened: its own styles are used');
}
