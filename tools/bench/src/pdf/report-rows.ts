/** Rows of a report; about 31 of them are a page. */
export const COLUMNS = ['Article', 'Customer', 'Quantity', 'Amount', 'Date'] as const;
export const WIDTHS = [147.6, 147.6, 50, 70, 80] as const;
const ROWS_PER_PAGE = 32;
/** With more space around them fewer are a page: 4,000 pages of them are within the limit of rows. */
export const SPACED_PADDING = 8.5;
export const SPACED_ROWS_PER_PAGE = 24;

export const makeRow = (index: number): readonly string[] => [
  `Article number ${index}`,
  `Customer ${index % 997} from Town ${index % 313}`,
  String(index % 90),
  `${((index * 37) % 100_000) / 100}`,
  `2026-0${1 + (index % 9)}-1${index % 9}`,
];

export const makeRows = (pages: number): readonly (readonly string[])[] =>
  Array.from({ length: pages * ROWS_PER_PAGE }, (_, index) => makeRow(index));
