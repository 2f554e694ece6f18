import type { FontFace } from './font-set.ts';
import type { Shape } from './shape-text.ts';

/** How a piece of text looks. */
export interface Look {
  readonly chain: readonly FontFace[];
  /** Points. */
  readonly size: number;
  /** `#rrggbb`. */
  readonly color: string;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly link: string | undefined;
  /** Points above the line of the text; negative below. Default 0. */
  readonly rise?: number | undefined;
  /** Behind the text. Default: nothing. */
  readonly background?: string | undefined;
}

export interface StyledText {
  readonly text: string;
  readonly look: Look;
  /** Where it stands in the input. */
  readonly path: string;
}

/** Text in one font and one look, written in one direction. */
export interface Piece {
  readonly text: string;
  readonly face: FontFace;
  readonly shape: Shape;
  readonly look: Look;
  /** Points. */
  readonly width: number;
  /** Of the bidirectional algorithm: odd is right to left. */
  readonly level: number;
  readonly isSpace: boolean;
}

export interface PlacedPiece extends Piece {
  /** Points from the left edge of the text. */
  readonly x: number;
}

export interface Line {
  /** From left to right. */
  readonly pieces: readonly PlacedPiece[];
  /** Points. */
  readonly height: number;
  /** Points from the top of the line. */
  readonly baseline: number;
}

export type HorizontalAlign = 'left' | 'center' | 'right' | 'justify' | 'start' | 'end';

export interface TextBox {
  /** Points. */
  readonly width: number;
  readonly align: HorizontalAlign;
  readonly direction: 'auto' | 'ltr' | 'rtl';
  /** As a multiple of the size. */
  readonly lineHeight: number;
}
