/** Width and height of the sizes of paper, in points. */
export const PAGE_SIZES = {
  A3: [841.89, 1190.55],
  A4: [595.28, 841.89],
  A5: [419.53, 595.28],
  LETTER: [612, 792],
  LEGAL: [612, 1008],
} as const;
/** Name of a size of paper. */
export type PageSize = keyof typeof PAGE_SIZES;
