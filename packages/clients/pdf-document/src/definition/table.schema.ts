import { z } from 'zod';
import { ENCODINGS } from '../text-files/decode-text.ts';
import { color, dataPath, defineLength } from './basics.schema.ts';
import { documentSource } from './document.schema.ts';
import { LIMITS } from './limits.ts';
import { styleReference } from './style.schema.ts';
import { isPlainObject } from '@jobwright/text-values';
import { switchSchema } from './switch-schema.ts';
import { type Text, defineText } from './text.schema.ts';

const cellAlign = z.enum(['left', 'right', 'center', 'start', 'end']);
const cellText = defineText(LIMITS.cellCharacters);
const span = (max: number) => z.int().min(1).max(max).default(1);

const columnWidth = z.union(
  [
    defineLength({ min: 10, max: 1_000 }),
    z.literal('auto'),
    z.string().regex(/^(\d{1,2}(\.\d+)?)?\*$|^\d{1,2}%$/),
  ],
  { error: 'Expected a width such as 120, 40mm, auto, 20%, * or 2*' },
);

const column = z.strictObject({
  header: z.union([cellText, z.null()]).optional(),
  align: cellAlign.default('left'),
  /** `*` columns share what the others leave, `2*` takes two shares; `auto` is as wide as its texts. */
  width: columnWidth.default('*'),
  /** How values are written, e.g. `money:EUR`; see the formats. */
  format: z.string().max(100).optional(),
});

const value = switchSchema<Text | number | bigint | null>((given) =>
  isPlainCell(given) || Array.isArray(given)
    ? z.union([z.number(), z.bigint(), z.null(), cellText])
    : 'Expected a text, a number or null',
);

const isPlainCell = (given: unknown): given is PlainCell =>
  given === null || typeof given === 'string' || typeof given === 'number' || typeof given === 'bigint';

const EXPECTED_CELL = `Expected a text of at most ${LIMITS.cellCharacters} characters, a number, null, or an object with text or content`;

/** A row at a time, and plain cells without a look into a schema: there may be a hundred thousand of them. */
const defineRow = <Block>(inner: z.ZodType<readonly Block[]>) => {
  const rich = z.strictObject({
    text: value.optional(),
    content: inner.optional(),
    align: cellAlign.optional(),
    verticalAlign: z.enum(['top', 'middle', 'bottom']).optional(),
    colSpan: span(LIMITS.tableColumns),
    rowSpan: span(LIMITS.rowSpan),
    background: color.optional(),
    style: styleReference.optional(),
    format: z.string().max(100).optional(),
    /** The name of its row, for readers of accessible documents. */
    header: z.boolean().default(false),
  });
  const cell = switchSchema<Cell<Block>>((given) => (isPlainObject(given) ? rich : EXPECTED_CELL));
  return z
    .array(z.unknown())
    .max(LIMITS.tableColumns)
    .transform((cells, context): Row<Block> =>
      cells.map((given, index) => {
        if (isPlainCell(given) && (typeof given !== 'string' || given.length <= LIMITS.cellCharacters))
          return given;
        const parsed = cell.safeParse(given);
        if (parsed.success) return parsed.data;
        for (const { path, message } of parsed.error.issues) {
          context.issues.push({ code: 'custom', path: [index, ...path], message, input: given });
        }
        return null;
      }),
    );
};

/** The fields of a table; `inner` are the blocks that a cell may hold. */
export const defineTable = <Block>(inner: z.ZodType<readonly Block[]>) => {
  const row = defineRow(inner);
  const inlineRows = z.array(row).max(LIMITS.tableRows, `Expected at most ${LIMITS.tableRows} rows`);
  const eachRow = z.strictObject({ each: dataPath, as: z.string().max(100).default('row'), cells: row });
  return {
    columns: z.array(column).min(1).max(LIMITS.tableColumns),
    rows: switchSchema<readonly Row<Block>[] | EachRow<Block> | DocumentRows>((given) => {
      if (Array.isArray(given)) return inlineRows;
      if (!isPlainObject(given)) return 'Expected a list of rows, { each, cells }, or { document, format }';
      return 'each' in given ? eachRow : documentRows;
    }),
    /** Last rows that stand out and stay with the row before them. */
    totals: z.array(row).max(20).default([]),
    lines: z.enum(['none', 'rows', 'grid']).default('rows'),
    zebra: z.boolean().default(false),
    headerStyle: z.enum(['plain', 'filled']).default('plain'),
    /** May a row be divided between two pages? One that is higher than a page always is. */
    breakRows: z.boolean().default(false),
    caption: z.string().max(LIMITS.headingCharacters).optional(),
    style: styleReference.optional(),
    padding: defineLength({ max: 40 }).default(5),
  };
};

const documentRows = z.strictObject({
  document: documentSource,
  /** `csv` with commas or another delimiter, or `jsonl`: a list a line. */
  format: z.enum(['csv', 'jsonl']).default('csv'),
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  /** Of a file without a byte order mark. */
  encoding: z.enum(ENCODINGS).default('utf-8'),
  /** Lines before the first row. */
  skip: z.int().min(0).max(100).default(0),
});

export interface Table<Block> {
  readonly columns: readonly Column[];
  readonly rows: readonly Row<Block>[] | EachRow<Block> | DocumentRows;
  readonly totals: readonly Row<Block>[];
  readonly lines: 'none' | 'rows' | 'grid';
  readonly zebra: boolean;
  readonly headerStyle: 'plain' | 'filled';
  readonly breakRows: boolean;
  readonly caption?: string | undefined;
  readonly style?: z.output<typeof styleReference> | undefined;
  readonly padding: number;
}
export type Column = z.output<typeof column>;
export type PlainCell = string | number | bigint | null;
export interface RichCell<Block> {
  readonly text?: Text | number | bigint | null | undefined;
  readonly content?: readonly Block[] | undefined;
  readonly align?: z.output<typeof cellAlign> | undefined;
  readonly verticalAlign?: 'top' | 'middle' | 'bottom' | undefined;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly background?: string | undefined;
  readonly style?: z.output<typeof styleReference> | undefined;
  readonly format?: string | undefined;
  readonly header: boolean;
}
export type Cell<Block> = PlainCell | RichCell<Block>;
export type Row<Block> = readonly Cell<Block>[];
export interface EachRow<Block> {
  readonly each: string;
  readonly as: string;
  readonly cells: Row<Block>;
}
export type DocumentRows = z.output<typeof documentRows>;
