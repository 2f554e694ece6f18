export type { Label } from './fill/create-labels.ts';
export type { FilledInline, FilledParagraph, FilledPicture } from './fill/fill-paragraph.ts';
export {
  type FilledBars,
  type FilledBlock,
  type FilledCell,
  type FilledRow,
  type FilledSection,
  type FilledTable,
  type FillOptions,
  fillWordTemplate,
} from './fill/fill-template.ts';
export { WORD_LIMITS } from './limits.ts';
export type {
  Border,
  Borders,
  CellLook,
  ListLevel,
  Numbering,
  NumberFormat,
  NumberingLevel,
  PageKind,
  ParagraphLook,
  PictureOffset,
  PicturePosition,
  RowLook,
  RunLook,
  SectionLook,
  TableLook,
  TabStop,
} from './model.ts';
export { readWordTemplate, type WordTemplate } from './read/read-template.ts';
export { WordError, type WordFailure } from './word-error.ts';
