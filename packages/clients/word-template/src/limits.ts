/** What a Word file may have at most. Beyond it, it is refused with the limit in the message. */
export const WORD_LIMITS = {
  /** Bytes of the file. */
  fileBytes: 20_000_000,
  /** Files in it. */
  entries: 2_000,
  /** Bytes of one of them, unfolded. */
  entryBytes: 30_000_000,
  /** Bytes of all of them, unfolded. */
  unfoldedBytes: 100_000_000,
  /** Bytes that a byte may unfold to, of files in it that are larger than a megabyte. */
  ratio: 200,
  /** Characters of one XML part. */
  xmlCharacters: 30_000_000,
  /** Elements of one XML part. */
  xmlElements: 200_000,
  /** Elements inside of elements. */
  xmlDepth: 250,
  /** Characters of one attribute. */
  attributeCharacters: 100_000,
  attributes: 200,
  relationships: 2_000,
  styles: 2_000,
  /** Styles that are based on each other. */
  styleDepth: 50,
  numberings: 2_000,
  sections: 200,
  /** Tables inside of tables. */
  tableDepth: 6,
  columns: 63,
  /** Loops and conditions inside of each other. */
  controlDepth: 12,
  /** Paragraphs and rows of the filled document. */
  blocks: 200_000,
  /** Pieces of text of one filled paragraph. */
  inlines: 10_000,
} as const;
