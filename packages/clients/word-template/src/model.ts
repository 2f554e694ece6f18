import type { Directive } from './fill/directive.ts';

/** How a run looks (ECMA-376 Part 1, 17.3.2); lengths in points. */
export interface RunLook {
  /** Family as the file names it; `undefined`: that of the document. */
  readonly font: string | undefined;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  /** `#rrggbb`; `undefined`: that of the text around. */
  readonly color: string | undefined;
  readonly background: string | undefined;
  readonly position: 'normal' | 'superscript' | 'subscript';
  /** Letters as capitals. */
  readonly isUpper: boolean;
  readonly isHidden: boolean;
}

/** Where a tab leads to (17.3.1.37), in points from the left edge of the column. */
export interface TabStop {
  readonly position: number;
  readonly align: 'left' | 'center' | 'right' | 'decimal';
  readonly leader: '' | '.' | '-' | '_' | '·';
}

/** A line (17.3.4). */
export interface Border {
  readonly width: number;
  readonly color: string;
}
/** The lines around something; a side without one is left out. */
export interface Borders {
  readonly top?: Border | undefined;
  readonly right?: Border | undefined;
  readonly bottom?: Border | undefined;
  readonly left?: Border | undefined;
}

/** How a paragraph looks (17.3.1); lengths in points. */
export interface ParagraphLook {
  readonly align: 'start' | 'end' | 'left' | 'center' | 'right' | 'justify';
  readonly isRightToLeft: boolean;
  readonly indentLeft: number;
  readonly indentRight: number;
  /** More than `indentLeft`; negative for a hanging one. */
  readonly firstLine: number;
  readonly spaceBefore: number;
  readonly spaceAfter: number;
  readonly line:
    | { readonly rule: 'multiple'; readonly factor: number }
    | { readonly rule: 'exact' | 'atLeast'; readonly points: number };
  readonly keepWithNext: boolean;
  readonly keepLines: boolean;
  readonly breakBefore: boolean;
  /** No space to paragraphs of the same style. */
  readonly isContextual: boolean;
  readonly tabs: readonly TabStop[];
  readonly background: string | undefined;
  readonly borders: Borders;
}

/** A picture of the file, or one that the data brings. */
export interface Picture {
  readonly kind: 'picture';
  /** Name of the part with its bytes. */
  readonly part: string;
  /** A placeholder such as `${signature}`: the document there takes the place of the picture. */
  readonly replacement: string | undefined;
  /** What it shows, for those who cannot see it; empty for decoration. */
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly position: PicturePosition;
}

/** Where a picture stands (20.4.2). */
export type PicturePosition =
  | { readonly kind: 'inline' }
  /** Beside or between the lines: drawn above its paragraph. */
  | { readonly kind: 'block'; readonly align: 'left' | 'center' | 'right' }
  /** On the page, where the text does not care for it. */
  | {
      readonly kind: 'free';
      readonly x: PictureOffset<'page' | 'margin' | 'column'>;
      readonly y: PictureOffset<'page' | 'margin' | 'paragraph'>;
      readonly isBehind: boolean;
    };
/** A place on a page, from an edge of something. */
export interface PictureOffset<From> {
  readonly from: From;
  /** Points, or a side. */
  readonly offset: number | 'start' | 'center' | 'end';
}

interface TextInline {
  readonly kind: 'text';
  readonly text: string;
  readonly look: RunLook;
  /** Address, with placeholders; or `#` and a bookmark. */
  readonly link: string | undefined;
}
export type Inline =
  | TextInline
  | { readonly kind: 'tab'; readonly look: RunLook }
  | { readonly kind: 'break'; readonly to: 'line' | 'page' | 'column' }
  | { readonly kind: 'pageNumber' | 'pageCount'; readonly look: RunLook }
  | { readonly kind: 'bookmark'; readonly name: string }
  | Picture;

/** What stands in a paragraph of a template, besides what stands in every one. */
export type TemplateInline =
  | Inline
  | {
      readonly kind: 'placeholder';
      readonly text: string;
      readonly look: RunLook;
      readonly link: string | undefined;
    }
  | { readonly kind: 'directive'; readonly directive: Directive };

/** The number or bullet of a paragraph (17.9). */
export interface ListLevel {
  /** Of the instance of the numbering. */
  readonly numbering: string;
  /** 0 to 8. */
  readonly level: number;
}

export interface ParagraphOf<Content> {
  readonly kind: 'paragraph';
  readonly look: ParagraphLook;
  /** Of its mark: how high an empty one is. */
  readonly mark: RunLook;
  readonly style: string | undefined;
  /** 1 to 6. */
  readonly heading: number | undefined;
  readonly list: ListLevel | undefined;
  readonly content: Content;
}

/** How a cell looks (17.4.66); lengths in points. */
export interface CellLook {
  readonly span: number;
  /** The first of cells that are one above the other, or one of the others. */
  readonly merge: 'restart' | 'continue' | undefined;
  readonly background: string | undefined;
  readonly verticalAlign: 'top' | 'middle' | 'bottom';
  readonly borders: Borders;
  readonly padding: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
}
/** How a row looks (17.4.81). */
export interface RowLook {
  readonly isHeader: boolean;
  readonly mayBreak: boolean;
  /** Points that it has at least. */
  readonly height: number;
  /** Columns left out before the first cell and after the last one. */
  readonly before: number;
  readonly after: number;
}
/** How a table looks (17.4.59); lengths in points. */
export interface TableLook {
  /** Points of each column. */
  readonly columns: readonly number[];
  readonly align: 'left' | 'center' | 'right';
  readonly indent: number;
}

/** Where text flows (17.6): lengths in points. */
export interface SectionLook {
  readonly width: number;
  readonly height: number;
  readonly margins: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  readonly header: number;
  readonly footer: number;
  readonly columns: readonly { readonly width: number; readonly space: number }[];
  /** Where the section begins. */
  readonly start: 'page' | 'evenPage' | 'oddPage' | 'column' | 'here';
  readonly hasFirstPage: boolean;
  /** Of its first page; `undefined`: it goes on. */
  readonly firstNumber: number | undefined;
}

/** Which pages a header or footer is for (17.10). */
export type PageKind = 'default' | 'first' | 'even';

/** Formats of numbers that are written (17.18.59). */
export type NumberFormat =
  'decimal' | 'decimalZero' | 'lowerLetter' | 'upperLetter' | 'lowerRoman' | 'upperRoman' | 'bullet' | 'none';

/** A level of a numbering (17.9.6). */
export interface NumberingLevel {
  readonly format: NumberFormat;
  /** With `%1` to `%9` for the numbers of the levels. */
  readonly text: string;
  readonly start: number;
  /** Of the label, on top of the paragraph's mark. */
  readonly font: string | undefined;
  readonly suffix: 'tab' | 'space' | 'nothing';
  /** All numbers in the label in decimal. */
  readonly isLegal: boolean;
  /** The level whose number starts this one again; 0: none does. */
  readonly restart: number | undefined;
}
/** An instance of a numbering (17.9.15). */
export interface Numbering {
  /** Instances of one abstract numbering count on. */
  readonly abstract: string;
  readonly levels: readonly NumberingLevel[];
  /** Levels that this instance starts again. */
  readonly starts: ReadonlyMap<number, number>;
}
