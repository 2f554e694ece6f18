import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@jobwright/json';
import { definePdf, pdf } from '@jobwright/connector-pdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPainter } from './draw-document.ts';
import { checkWithQpdf, countPages, readText } from './programs.ts';

/** Of the largest document there may be, its rows take more than that. */
const SMALL_MEMORY_MB = 64;
const ROWS = 100_000;

const toRow = (index: number): readonly string[] => [
  `Article ${index}`,
  `Customer ${index % 997}`,
  `${index * 3}.50`,
];
const columns = [{ header: 'Article' }, { header: 'Customer' }, { header: 'Amount', align: 'right' }];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-large-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Draws it, has qpdf look at it, and gives what pdftotext reads. */
async function drawAndRead(
  variables: (keep: (content: string) => Promise<JsonObject>) => Promise<JsonObject>,
  connector = pdf,
): Promise<{ readonly pages: number; readonly text: string }> {
  const painter = createPainter(connector);
  try {
    const keep = (content: string) => painter.keep(Buffer.from(content), 'rows.jsonl');
    const bytes = await painter.draw({ title: 'Large', language: 'en', ...(await variables(keep)) });
    const file = join(folder, 'large.pdf');
    await writeFile(file, bytes);
    expect(await checkWithQpdf(file)).toContain('No syntax or stream encoding errors found');
    return { pages: await countPages(file), text: await readText(file) };
  } finally {
    await painter.close();
  }
}

describe('100,000 rows', () => {
  const expectAll = ({ pages, text }: { readonly pages: number; readonly text: string }): void => {
    expect(pages).toBeGreaterThan(2_000);
    const found = [...text.matchAll(/Article (\d+)/g)].map(([, number]) => Number(number));
    expect(found).toHaveLength(ROWS);
    expect(found.every((number, index) => number === index)).toBe(true);
  };

  test('from a document are streamed: they need little memory, tags and all', async () => {
    const lines = Array.from({ length: ROWS }, (_, index) => JSON.stringify(toRow(index)));
    const read = await drawAndRead(
      async (keep) => ({
        content: [
          { type: 'table', columns, rows: { format: 'jsonl', document: await keep(lines.join('\n')) } },
        ],
      }),
      definePdf({ threads: 1, maxMemoryMb: SMALL_MEMORY_MB }),
    );
    expectAll(read);
  });

  test('from variables are drawn within the usual limits', async () => {
    const rows = Array.from({ length: ROWS }, (_, index) => toRow(index));
    expectAll(await drawAndRead(() => Promise.resolve({ content: [{ type: 'table', columns, rows }] })));
  });
});

test('4,000 pages with a heading each, tags and page numbers need little memory', async () => {
  const items = Array.from({ length: 4_000 }, (_, index) => ({ name: `Chapter ${index}` }));
  const content = [
    {
      type: 'repeat',
      each: 'items',
      content: [{ type: 'heading', level: 1, text: '${item.name}' }, { type: 'pageBreak' }],
    },
  ];
  const { pages, text } = await drawAndRead(
    () => Promise.resolve({ data: { items }, content, footer: { right: 'Page ${page} of ${pages}' } }),
    definePdf({ threads: 1, maxMemoryMb: SMALL_MEMORY_MB }),
  );
  expect([4_000, 4_001]).toContain(pages);
  expect(text).toContain(`Page 3999 of ${pages}`);
});
