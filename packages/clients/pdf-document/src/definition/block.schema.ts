import { z } from 'zod';
import { color, dataPath, defineLength } from './basics.schema.ts';
import { documentSource } from './document.schema.ts';
import { LIMITS } from './limits.ts';
import { styleReference } from './style.schema.ts';
import { isPlainObject } from '@jobwright/text-values';
import { switchSchema } from './switch-schema.ts';
import { type Table, defineTable } from './table.schema.ts';
import { type Text, text, defineText } from './text.schema.ts';

/** What every block may have. */
const common = {
  /** Left out unless the data has something there; with `!` in front: unless it has nothing. */
  when: dataPath.optional(),
};
const styled = { ...common, style: styleReference.optional() };
const horizontal = z.enum(['left', 'center', 'right']);

const heading = z.strictObject({
  type: z.literal('heading'),
  ...styled,
  text: defineText(LIMITS.headingCharacters),
  level: z.int().min(1).max(6),
  /** For links from elsewhere in the document. */
  id: z.string().min(1).max(100).optional(),
  bookmark: z.boolean().default(true),
});

const paragraph = z.strictObject({ type: z.literal('paragraph'), ...styled, text });

const image = z.strictObject({
  type: z.literal('image'),
  ...common,
  document: documentSource,
  /** What it shows, for those who cannot see it; empty for mere decoration. */
  alt: z.string().max(2_000),
  width: defineLength({ min: 1 }).optional(),
  height: defineLength({ min: 1 }).optional(),
  align: horizontal.default('left'),
});

const code = {
  ...common,
  value: z.string().min(1).max(LIMITS.barcodeCharacters),
  alt: z.string().max(2_000).optional(),
  align: horizontal.default('left'),
};

const qrCode = z.strictObject({
  type: z.literal('qrCode'),
  ...code,
  /** Length of a side. */
  size: defineLength({ min: 20, max: 600 }).default(80),
  /** How much of it may be damaged. */
  correction: z.enum(['L', 'M', 'Q', 'H']).default('M'),
});

export const SYMBOLOGIES = [
  'code128',
  'gs1-128',
  'code39',
  'ean13',
  'ean8',
  'upca',
  'interleaved2of5',
  'itf14',
  'datamatrix',
  'pdf417',
  'azteccode',
  'swissqrcode',
] as const;

const barcode = z.strictObject({
  type: z.literal('barcode'),
  ...code,
  symbology: z.enum(SYMBOLOGIES),
  width: defineLength({ min: 10, max: 600 }).default(140),
  height: defineLength({ min: 5, max: 600 }).default(40),
  showText: z.boolean().default(true),
});

const rule = z.strictObject({
  type: z.literal('rule'),
  ...common,
  color: color.default('line'),
  thickness: z.number().min(0.1).max(20).default(0.75),
  spaceBefore: defineLength({ max: 500 }).default(8),
  spaceAfter: defineLength({ max: 500 }).default(8),
});

const spacer = z.strictObject({
  type: z.literal('spacer'),
  ...common,
  height: defineLength({ max: 2_000 }).refine((height) => height > 0, 'Expected more than 0 points'),
});
const pageBreak = z.strictObject({ type: z.literal('pageBreak'), ...common });
const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...common,
  text: z.string().max(LIMITS.markdownCharacters),
});
/** Takes in what the data has there: a text is read as Markdown, a list as blocks. */
const insert = z.strictObject({ type: z.literal('insert'), ...common, from: dataPath });

interface ListItem {
  readonly text?: Text | undefined;
  readonly content?: readonly Block[] | undefined;
}
export interface ListBlock {
  readonly type: 'list';
  readonly when?: string | undefined;
  readonly style?: z.output<typeof styleReference> | undefined;
  readonly ordered: boolean;
  readonly start: number;
  readonly items: readonly ListItem[];
}
export interface ColumnsBlock {
  readonly type: 'columns';
  readonly when?: string | undefined;
  readonly gap: number;
  readonly columns: readonly { readonly width: number | string; readonly content: readonly Block[] }[];
}
export interface GroupBlock {
  readonly type: 'group';
  readonly when?: string | undefined;
  readonly style?: z.output<typeof styleReference> | undefined;
  readonly keepTogether: boolean;
  readonly background?: string | undefined;
  readonly border?: string | undefined;
  readonly padding: number;
  readonly spaceBefore: number;
  readonly spaceAfter: number;
  readonly content: readonly Block[];
}
/** The same blocks again for each value of a list in the data. */
export interface RepeatBlock {
  readonly type: 'repeat';
  readonly when?: string | undefined;
  readonly each: string;
  readonly as: string;
  readonly content: readonly Block[];
}
export type TableBlock = Table<Block> & { readonly type: 'table'; readonly when?: string | undefined };
export type FlatBlock = z.output<
  | typeof heading
  | typeof paragraph
  | typeof image
  | typeof qrCode
  | typeof barcode
  | typeof rule
  | typeof spacer
  | typeof pageBreak
  | typeof markdown
  | typeof insert
>;
/** One block of a document, as it is after validation. */
export type Block = FlatBlock | ListBlock | ColumnsBlock | GroupBlock | RepeatBlock | TableBlock;
export type BlockOf<Type extends Block['type']> = Extract<Block, { readonly type: Type }>;

/** Blocks inside of a block. */
const inner: z.ZodType<readonly Block[]> = z.lazy(() => z.array(block).max(LIMITS.blocks));

const richItem = z.strictObject({ text: text.optional(), content: inner.optional() });
const plainItem = text.transform((value) => ({ text: value }));
const listItem = switchSchema<ListItem>((value) => (isPlainObject(value) ? richItem : plainItem));

const list = z.strictObject({
  type: z.literal('list'),
  ...styled,
  ordered: z.boolean().default(false),
  start: z.int().min(0).max(1_000_000).default(1),
  items: z.array(listItem).min(1).max(LIMITS.blocks),
});

const columnWidth = z.union([defineLength({ min: 10 }), z.string().regex(/^(\d{1,2}(\.\d+)?)?\*$/)], {
  error: 'Expected a width such as 120, 40mm, * or 2*',
});

const columns = z.strictObject({
  type: z.literal('columns'),
  ...common,
  gap: defineLength({ max: 200 }).default(18),
  columns: z
    .array(z.strictObject({ width: columnWidth.default('*'), content: inner }))
    .min(1)
    .max(12),
});

const group = z.strictObject({
  type: z.literal('group'),
  ...styled,
  keepTogether: z.boolean().default(false),
  background: color.optional(),
  border: color.optional(),
  padding: defineLength({ max: 200 }).default(0),
  spaceBefore: defineLength({ max: 500 }).default(0),
  spaceAfter: defineLength({ max: 500 }).default(8),
  content: inner,
});

const repeat = z.strictObject({
  type: z.literal('repeat'),
  ...common,
  each: dataPath,
  as: z
    .string()
    .regex(/^[\p{L}_][\p{L}\p{N}_]*$/u)
    .default('item'),
  content: inner,
});

const ALL = [
  heading,
  paragraph,
  list,
  columns,
  z.strictObject({ type: z.literal('table'), ...common, ...defineTable(inner) }),
  image,
  qrCode,
  barcode,
  rule,
  spacer,
  pageBreak,
  group,
  repeat,
  markdown,
  insert,
] as const;
export const BLOCK_TYPES = ALL.map(({ shape }) => shape.type.value);

export const block: z.ZodType<Block> = z.discriminatedUnion('type', ALL, {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? `Expected ${BLOCK_TYPES.slice(0, -1).join(', ')} or ${BLOCK_TYPES.at(-1)}`
      : 'Expected a block: an object with a type',
});

export const blocks = z.array(block).min(1).max(LIMITS.blocks);
