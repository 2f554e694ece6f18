import PDFDocument from 'pdfkit';
import type { Readable } from 'node:stream';
import type { Font } from 'fontkit';

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
  embed(document: PdfkitDocument): void;
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

export interface PdfkitOptions {
  readonly autoFirstPage: false;
  readonly font: '';
  readonly pdfVersion: '1.7';
  readonly info: Readonly<Record<string, unknown>>;
  readonly displayTitle: boolean;
  readonly lang?: string;
  readonly margin: number;
  readonly size: readonly [number, number];
}

export interface PdfkitDocument extends Readable {
  readonly options: PdfkitOptions;
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

/** What is used of pdfkit beyond what it documents. */
const INTERNALS = [
  '_id',
  '_offset',
  '_offsets',
  '_root',
  '_finalize',
  '_write',
  'endMetadata',
  'endMarkings',
] as const;

const isPdfkitDocument = (value: object): value is PdfkitDocument => INTERNALS.every((name) => name in value);

/**
 * A document of pdfkit with its internals.
 * @throws Error when the installed version has other internals
 */
export function createPdfkitDocument(options: PdfkitOptions): PdfkitDocument {
  const document: object = new PDFDocument({ ...options, size: [...options.size] });
  if (!isPdfkitDocument(document))
    throw new Error('The installed version of pdfkit does not have the internals that are written with');
  return document;
}
