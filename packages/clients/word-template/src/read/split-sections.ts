import type { XmlElement } from '../package/read-xml.ts';
import { child } from '../package/xml-query.ts';

export interface SectionPiece {
  readonly elements: readonly XmlElement[];
  readonly sectPr: XmlElement | undefined;
}

/**
 * A body divided into its sections: each ends with the paragraph whose properties describe it, the last one
 * with the body (ECMA-376 Part 1, 17.6.17 and 17.6.18).
 */
export function splitSections(body: XmlElement): readonly SectionPiece[] {
  const pieces: SectionPiece[] = [];
  let elements: XmlElement[] = [];
  for (const element of body.children) {
    if (element.name === 'w:sectPr') continue;
    const sectPr = element.name === 'w:p' ? child(child(element, 'w:pPr'), 'w:sectPr') : undefined;
    // A paragraph that holds nothing but the end of its section is not drawn.
    if (sectPr === undefined || element.children.some(({ name }) => name !== 'w:pPr')) elements.push(element);
    if (sectPr === undefined) continue;
    pieces.push({ elements, sectPr });
    elements = [];
  }
  return [...pieces, { elements, sectPr: child(body, 'w:sectPr') }];
}
