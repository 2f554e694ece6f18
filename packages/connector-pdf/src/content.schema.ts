import { z } from 'zod';

export const LIMITS = {
  blocks: 2_000,
  /** Of all tables together. */
  tableRows: 10_000,
  tableColumns: 20,
  headingCharacters: 500,
  paragraphCharacters: 20_000,
  cellCharacters: 2_000,
  /** Of the whole document. */
  characters: 2_000_000,
} as const;

/** Lets a line end in the middle of a word of hundreds of characters, whose wrapping would otherwise take seconds. */
const ZERO_WIDTH_SPACE = '\u200B';

/** Text that is drawn: one form of each accented letter, one kind of line break, no tabs, no control characters. */
const drawnText = (maxCharacters: number) =>
  z
    .string()
    .max(maxCharacters)
    .regex(/^(\P{Cc}|[\n\r\t])*$/u, 'Control characters are not allowed')
    .transform((text) =>
      text
        .normalize('NFC')
        .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
        .replaceAll('\t', '    ')
        .replaceAll(/\S{400}(?=\S)/gu, `$&${ZERO_WIDTH_SPACE}`)
        .trimEnd(),
    );

const heading = z.strictObject({
  type: z.literal('heading'),
  text: drawnText(LIMITS.headingCharacters),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)], { error: 'Expected 1, 2 or 3' }),
});

const paragraph = z.strictObject({
  type: z.literal('paragraph'),
  text: drawnText(LIMITS.paragraphCharacters),
});

const column = z.strictObject({
  header: drawnText(LIMITS.cellCharacters),
  align: z.enum(['left', 'right', 'center']).default('left'),
  /** In points; columns without one share what the others leave. */
  width: z.number().min(20).max(1_000).optional(),
});

const cell = z
  .union([drawnText(LIMITS.cellCharacters), z.number(), z.bigint(), z.null()], {
    error: `Expected a text of at most ${LIMITS.cellCharacters} characters without control characters, a number or null`,
  })
  .transform((value) => (value === null ? '' : String(value)));

const table = z
  .strictObject({
    type: z.literal('table'),
    columns: z.array(column).min(1).max(LIMITS.tableColumns),
    rows: z.array(z.array(cell)).max(LIMITS.tableRows),
  })
  .superRefine(({ columns, rows }, context) => {
    const uneven = rows.findIndex((row) => row.length !== columns.length);
    if (uneven === -1) return;
    const message = `Expected ${columns.length} cells, one for each column, but got ${rows[uneven]?.length}`;
    context.addIssue({ code: 'custom', path: ['rows', uneven], message });
  });

const spacer = z.strictObject({
  type: z.literal('spacer'),
  /** In points. */
  height: z.number().positive().max(500),
});

const block = z.discriminatedUnion('type', [heading, paragraph, table, spacer], {
  error: (issue) =>
    issue.code === 'invalid_union'
      ? 'Expected heading, paragraph, table or spacer'
      : 'Expected a block: an object with a type',
});

export const content = z
  .array(block)
  .min(1)
  .max(LIMITS.blocks)
  .superRefine((blocks, context) => {
    const rows = blocks.reduce((sum, each) => sum + (each.type === 'table' ? each.rows.length : 0), 0);
    if (rows > LIMITS.tableRows) {
      context.addIssue({
        code: 'custom',
        message: `Expected at most ${LIMITS.tableRows} table rows, but got ${rows}`,
      });
    }
    const characters = blocks.reduce((sum, each) => sum + countCharacters(each), 0);
    if (characters > LIMITS.characters) {
      context.addIssue({
        code: 'custom',
        message: `Expected at most ${LIMITS.characters} characters of text, but got ${characters}`,
      });
    }
  });

export type Block = z.output<typeof block>;
export type TableBlock = z.output<typeof table>;

/** Every text of a block, with its path in the block and whether it is drawn bold. */
export function* listTexts(
  block: Block,
): Generator<{ readonly path: string; readonly text: string; readonly bold: boolean }> {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      yield { path: '.text', text: block.text, bold: block.type === 'heading' };
      return;
    case 'table':
      for (const [index, { header }] of block.columns.entries()) {
        yield { path: `.columns[${index}].header`, text: header, bold: true };
      }
      for (const [rowIndex, row] of block.rows.entries()) {
        for (const [cellIndex, text] of row.entries()) {
          yield { path: `.rows[${rowIndex}][${cellIndex}]`, text, bold: false };
        }
      }
      return;
    case 'spacer':
  }
}

function countCharacters(block: Block): number {
  let characters = 0;
  for (const { text } of listTexts(block)) characters += text.length;
  return characters;
}
