/** What a document may have at most. Beyond it a job fails with the limit in its message. */
export const LIMITS = {
  /** Blocks of the whole document, those inside of others included. */
  blocks: 20_000,
  /** Levels of blocks inside of blocks. */
  depth: 12,
  /** Of all tables together. */
  tableRows: 100_000,
  tableColumns: 40,
  /** Rows that one cell may span. */
  rowSpan: 50,
  headingCharacters: 500,
  textCharacters: 20_000,
  cellCharacters: 5_000,
  markdownCharacters: 500_000,
  /** Of the whole document, as it is drawn. */
  characters: 20_000_000,
  /** Pieces of differently styled text in one block. */
  runs: 1_000,
  pages: 5_000,
  /** Bytes of one picture, font or attachment. */
  documentBytes: 20_000_000,
  /** Bytes of all of them together. */
  documentsBytes: 60_000_000,
  /** Bytes of the rows that a document brings. */
  rowsBytes: 200_000_000,
  documents: 200,
  imagePixels: 25_000_000,
  imageSide: 65_500,
  /** Of all pictures of a document together. */
  imagesPixels: 100_000_000,
  /** Of a PNG that cannot be unfolded line by line. */
  interlacedBytes: 48_000_000,
  /** Bytes that colors or alpha of one picture may take in the document. */
  pictureBytes: 40_000_000,
  /** Bytes that a font may unfold to. */
  fontBytes: 50_000_000,
  fontTables: 500,
  fontAxes: 20_000,
  fontNameBytes: 2_000_000,
  fontsOfCollection: 200,
  svgCharacters: 1_000_000,
  /** Bytes of what a drawing is drawn with. */
  svgBytes: 20_000_000,
  svgElements: 5_000,
  barcodeCharacters: 3_000,
  styles: 100,
  fonts: 10,
  attachments: 20,
  invoiceLines: 1_000,
} as const;
