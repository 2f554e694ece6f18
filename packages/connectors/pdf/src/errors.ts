import { ConnectorError } from '@jobwright/connector-sdk';

interface Character {
  readonly character: string;
  /** Where it stands in the input. */
  readonly path: string;
}

const describe = (character: string): string => `"${character}" (${toCodePoint(character)})`;

export const toCodePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** No font has a glyph for a character; drawing it would leave an empty box. */
export const toGlyphMissing = ({ character, path }: Character): ConnectorError =>
  new ConnectorError({
    code: 'PDF_GLYPH_MISSING',
    message: `No font has a glyph for ${describe(character)} in ${path}; add a font that has it, replace the character, or set missingGlyphs to mark`,
    variables: { character, path },
  });

/** What can be neither divided nor put on one page. */
export const toBlockTooTall = (path: string): ConnectorError =>
  new ConnectorError({
    code: 'PDF_ROW_TOO_TALL',
    message: `${path} does not fit on one page; make it smaller, its texts shorter or its columns wider`,
    variables: { path },
  });

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

/** The document would be larger than a document may be. */
export const toTooLarge = (what: keyof typeof COUNTED, limit: number): ConnectorError =>
  new ConnectorError({
    code: 'PDF_TOO_LARGE',
    message: `A document has at most ${limit} ${COUNTED[what]}; divide it into several`,
    variables: { limit, what },
  });

/** Blocks in blocks in blocks, further than a layout makes sense. */
export const toTooDeep = (path: string, limit: number): ConnectorError =>
  new ConnectorError({
    code: 'PDF_TOO_LARGE',
    message: `${path} is more than ${limit} levels of blocks deep; use fewer`,
    variables: { limit, what: 'depth' },
  });

/** Not a picture, a broken one, or one that would unfold to more than there is room for. */
export const toImageInvalid = (path: string, reason: string): ConnectorError =>
  new ConnectorError({
    code: 'PDF_IMAGE_INVALID',
    message: `${path} cannot be drawn: ${reason}`,
    variables: { path },
  });

export const toFontInvalid = (path: string, reason: string): ConnectorError =>
  new ConnectorError({
    code: 'PDF_FONT_INVALID',
    message: `${path} cannot be used as a font: ${reason}`,
    variables: { path },
  });

/** The rows that a document brings cannot be read. */
export const toRowsInvalid = (path: string, reason: string): ConnectorError =>
  new ConnectorError({
    code: 'PDF_ROWS_INVALID',
    message: `The rows of ${path} cannot be read: ${reason}`,
    variables: { path },
  });

/** It took longer, or more memory, than a document may take. */
export const toResourcesExhausted = (what: 'time' | 'memory', limit: string): ConnectorError =>
  new ConnectorError({
    code: 'PDF_RESOURCES_EXHAUSTED',
    message: `Drawing took more ${what} than the ${limit} it may take; make the document smaller or divide it, and look at the fonts and pictures it brings: damaged ones may take any amount`,
    variables: { what },
  });
