import type { XmlElement } from '../package/read-xml.ts';
import { child, switchOf } from '../package/xml-query.ts';
import type { Notes } from './notes.ts';
import type { Style } from './style-sheet.ts';

/** Properties of runs (ECMA-376 Part 1, 17.3.2) that are not drawn, and what is said of them. */
const UNDRAWN: readonly (readonly [name: string, note: string])[] = [
  ['w:smallCaps', 'Small capitals are drawn as capitals'],
  ['w:spacing', 'Letters stand neither closer nor wider than their font has them'],
  ['w:w', 'Letters are not stretched'],
  ['w:position', 'Text is raised and lowered as superscript and subscript only'],
  ['w:bdr', 'Borders around words are not drawn'],
  ['w:em', 'Marks of emphasis above letters are not drawn'],
  ...['w:outline', 'w:shadow', 'w:emboss', 'w:imprint', 'w:effect'].map(
    (name) => [name, 'Outlines, shadows and other effects of letters are not drawn'] as const,
  ),
];

/** Names what a run says and what is not drawn. */
export function noteUndrawn(rPr: XmlElement | undefined, notes: Notes): void {
  if (rPr === undefined) return;
  for (const [name, note] of UNDRAWN) if (isSaid(rPr, name)) notes.add(note);
}

/** The same for styles, each once: a file holds many that nothing in it uses. */
export function createStyleNotes(notes: Notes): (styles: readonly Style[]) => void {
  const seen = new Set<Style>();
  return (styles) => {
    for (const style of styles) {
      if (seen.has(style)) continue;
      seen.add(style);
      noteUndrawn(child(style.element, 'w:rPr'), notes);
    }
  };
}

function isSaid(rPr: XmlElement, name: string): boolean {
  const value = child(rPr, name)?.attributes.get('w:val');
  return switchOf(rPr, name) === true && value !== 'none' && !(name === 'w:w' && value === '100');
}
