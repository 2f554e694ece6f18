// What this package uses of pdfkit, internals included: its version is exact and it is bundled.
import type { Readable } from 'node:stream';
import type { Font } from '#fontkit';

export interface PdfReference {
  readonly id: number;
  readonly data: Record<string, unknown>;
  compress: boolean;
  write: (chunk: string | Uint8Array) => void;
  end(chunk?: string | Uint8Array): void;
}

export interface PdfPage {
  readonly dictionary: PdfReference;
  readonly content: PdfReference;
  resources: PdfReference;
  readonly width: number;
  readonly height: number;
  write(chunk: string): void;
}

/** A font as it goes into one document. */
export interface EmbeddedFont {
  readonly id: string;
  readonly font: Font;
  readonly subset: { includeGlyph(glyphId: number): number };
  readonly widths: number[];
  readonly unicode: (readonly number[])[];
  readonly scale: number;
  readonly ascender: number;
  readonly descender: number;
  ref(): PdfReference;
  /** Writes the font; once. */
  finalize(): void;
}

export interface PdfImage {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly obj: PdfReference | null;
  readonly orientation?: number;
  embed(document: PDFDocument): void;
}

export interface PdfOutline {
  addItem(title: string, options?: { readonly expanded?: boolean }): PdfOutline;
  readonly outlineData: Record<string, unknown>;
}

export interface PdfSecurity {
  readonly dictionary: PdfReference;
  getEncryptFn(objectId: number, generation: number): (bytes: Uint8Array) => Uint8Array;
  end(): void;
}

export interface PdfOptions {
  readonly autoFirstPage: false;
  readonly font: '';
  readonly pdfVersion: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly displayTitle: boolean;
  readonly lang?: string;
  readonly margin: number;
  readonly size: readonly [number, number];
}

export class PDFDocument extends Readable {
  constructor(options: PdfOptions);
  readonly options: PdfOptions;
  readonly info: Record<string, unknown>;
  readonly outline: PdfOutline;
  page: PdfPage;
  _id: Uint8Array;
  _security: PdfSecurity | null;
  _font: EmbeddedFont;
  _ctm: number[];
  _offset: number;
  readonly _offsets: (number | null)[];
  _waiting: number;
  readonly _root: PdfReference & {
    readonly data: { readonly Pages: PdfReference; readonly Names: PdfReference };
  };
  addPage(options?: { readonly size: readonly [number, number]; readonly margin: number }): this;
  ref: (data?: unknown) => PdfReference;
  registerFont(name: string, font: Font): this;
  font(name: string): this;
  openImage(source: Uint8Array): PdfImage;
  addNamedEmbeddedFile(name: string, reference: PdfReference): void;
  end(): void;
  endMetadata(): void;
  endMarkings(): void;
  readonly _info: PdfReference;
  _finalize(): void;
  _write(data: string | Uint8Array): void;
}
