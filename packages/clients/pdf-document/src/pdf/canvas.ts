import type { Line, PlacedPiece } from '../text/text-line.ts';
import type { PdfReference } from './pdfkit-document.ts';
import type { StructureElement, TaggedPage } from './structure-tree.ts';

/** What something drawn belongs to: an element of the structure, or nothing that anybody has to hear of. */
export type Owner = StructureElement | 'artifact' | undefined;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A page that is being drawn, in points from its upper left corner. Its bytes are written when it ends. */
export interface PageCanvas {
  /** From 1. */
  readonly number: number;
  readonly height: number;
  readonly dictionary: PdfReference;
  readonly tagged: TaggedPage | undefined;
  fill(box: Box, color: string): void;
  line(
    from: readonly [x: number, y: number],
    to: readonly [x: number, y: number],
    stroke: { readonly width: number; readonly color: string },
  ): void;
  text(
    line: Line,
    at: { readonly x: number; readonly y: number },
    ownerOf: (piece: PlacedPiece) => Owner,
  ): void;
  /** A picture or a drawing that the resources know by this name. */
  picture(picture: { readonly name: string; readonly orientation: number }, box: Box, owner: Owner): void;
  /** Operators as they are. */
  raw(operators: string, owner: Owner): void;
  link(
    box: Box,
    target: { readonly address: string; readonly text: string },
    element: StructureElement | undefined,
  ): void;
  end(): void;
}
