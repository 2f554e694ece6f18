import type { FontFace } from '../../text/font-set.ts';
import type { TextTools } from '../../text/cut-text.ts';
import type { Style } from './compute-style.ts';
import { type Attributes, type MarkupBudget, writeMarkup } from './markup.ts';
import type { SvgElement, SvgTree } from './svg-tree.ts';
import type { Viewport } from './units.ts';

export interface SvgFonts {
  /** Faces in the order in which they are asked for a glyph. */
  readonly chain: (cut: { readonly bold: boolean; readonly italic: boolean }) => readonly FontFace[];
  readonly text: TextTools;
  /** Of the document in the input. */
  readonly path: string;
}

/** What is known while a drawing is unfolded. */
export interface Drawing {
  readonly tree: SvgTree;
  readonly styleOf: (element: SvgElement, parent: Style) => Style;
  readonly fonts: SvgFonts;
  readonly budget: MarkupBudget;
  /** Gradients, patterns, clip paths and masks that are written already, by what they are made of. */
  readonly known: Map<string, string | undefined>;
  readonly definitions: string[];
  /** Faces of texts, by name. */
  readonly faces: Map<string, FontFace>;
}

export interface DrawingContext {
  readonly viewport: Viewport;
  /** Of what stands around. */
  readonly style: Style;
  /**
   * Colors as they are; as what lets through how much, by their lightness or by their alpha; or only shapes.
   */
  readonly mode: 'draw' | 'mask' | 'alpha' | 'clip';
  /** Elements that are being unfolded, of which none may refer to itself. */
  readonly open: readonly SvgElement[];
}

/** Adds a definition; gives its name. */
export function define(drawing: Drawing, name: string, attributes: Attributes, content: string): string {
  const id = `d${drawing.definitions.length}`;
  const markup = writeMarkup(name, { id, ...attributes }, content);
  drawing.budget.spend(markup.length);
  drawing.definitions.push(markup);
  return id;
}

/** The styles that stand around an element where it is written, not where it is used. */
export function inheritStyle(element: SvgElement | undefined, drawing: Drawing, initial: Style): Style {
  if (element === undefined) return initial;
  return drawing.styleOf(element, inheritStyle(element.parent, drawing, initial));
}
