/** One thing that is wrong in what was to be drawn. */
export interface DefinitionIssue {
  /** Where it stands, e.g. `content[2].rows[0]`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

const COUNTED = {
  blocks: 'blocks',
  tableRows: 'table rows',
  characters: 'characters of text',
  pages: 'pages',
  documents: 'documents to take in',
  documentsBytes: 'bytes of documents to take in',
  rowsBytes: 'bytes of rows',
  imagesPixels: 'pixels of pictures',
} as const;

/** Why a document could not be drawn. None but `busy` is any better at the next attempt. */
export type PdfFailure =
  /** The definition or its data is wrong. */
  | { readonly kind: 'definition'; readonly issues: readonly DefinitionIssue[] }
  /** No font has a glyph for a character; drawing it would leave an empty box. */
  | { readonly kind: 'glyph-missing'; readonly character: string; readonly path: string }
  /** What can be neither divided nor put on one page. */
  | { readonly kind: 'block-too-tall'; readonly path: string }
  /** The document would be larger than a document may be. */
  | { readonly kind: 'too-large'; readonly what: keyof typeof COUNTED; readonly limit: number }
  /** Blocks in blocks in blocks, further than a layout makes sense. */
  | { readonly kind: 'too-deep'; readonly path: string; readonly limit: number }
  /** The values are nested too deep to reach the thread that draws. */
  | { readonly kind: 'too-nested' }
  /** Not a picture, a broken one, or one that would unfold to more than there is room for. */
  | { readonly kind: 'image'; readonly path: string; readonly reason: string }
  /** A font that is damaged, not there, or may not be embedded. */
  | { readonly kind: 'font'; readonly path: string; readonly reason: string }
  /** The rows that a document brings cannot be read. */
  | { readonly kind: 'rows'; readonly path: string; readonly reason: string }
  /** No Word file, a damaged, too large or unsafe one, or one with what would be lost. */
  | { readonly kind: 'word'; readonly reason: string }
  /** It took longer, or more memory, than a document may take; `limit` is for people, e.g. `120 seconds`. */
  | { readonly kind: 'exhausted'; readonly what: 'time' | 'memory'; readonly limit: string }
  /** So many documents are waiting for a thread that no other may wait. */
  | { readonly kind: 'busy'; readonly waiting: number };

/** The one error that drawing throws on purpose; `failure` says what happened, the message what to do. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly failure: PdfFailure;

  constructor(failure: PdfFailure, options: ErrorOptions = {}) {
    super(describeFailure(failure), options);
    this.failure = failure;
  }
}

export const definitionError = (issues: readonly DefinitionIssue[], options?: ErrorOptions): PdfError =>
  new PdfError({ kind: 'definition', issues }, options);

export const tooLargeError = (what: keyof typeof COUNTED, limit: number): PdfError =>
  new PdfError({ kind: 'too-large', what, limit });

export const imageError = (path: string, reason: string): PdfError =>
  new PdfError({ kind: 'image', path, reason });

export const fontError = (path: string, reason: string): PdfError =>
  new PdfError({ kind: 'font', path, reason });

export const rowsError = (path: string, reason: string): PdfError =>
  new PdfError({ kind: 'rows', path, reason });

export const exhaustedError = (what: 'time' | 'memory', limit: string): PdfError =>
  new PdfError({ kind: 'exhausted', what, limit });

export const formatCodePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function describeFailure(failure: PdfFailure): string {
  switch (failure.kind) {
    case 'definition':
      return failure.issues
        .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
        .join('; ');
    case 'glyph-missing':
      return `No font has a glyph for "${failure.character}" (${formatCodePoint(failure.character)}) in ${failure.path}; add a font that has it, replace the character, or set missingGlyphs to mark`;
    case 'block-too-tall':
      return `${failure.path} does not fit on one page; make it smaller, its texts shorter or its columns wider`;
    case 'too-large':
      return `A document has at most ${failure.limit} ${COUNTED[failure.what]}; divide it into several`;
    case 'too-deep':
      return `${failure.path} is more than ${failure.limit} levels of blocks deep; use fewer`;
    case 'too-nested':
      return 'The input is nested too deep to be drawn';
    case 'image':
      return `${failure.path} cannot be drawn: ${failure.reason}`;
    case 'font':
      return `${failure.path} cannot be used as a font: ${failure.reason}`;
    case 'rows':
      return `The rows of ${failure.path} cannot be read: ${failure.reason}`;
    case 'word':
      return `The Word file cannot be used: ${failure.reason}`;
    case 'exhausted':
      return `Drawing took more ${failure.what} than the ${failure.limit} it may take; make the document smaller or divide it, and look at the fonts and pictures it brings: damaged ones may take any amount`;
    case 'busy':
      return `${failure.waiting} documents are waiting to be drawn already; it is tried again later`;
  }
}
