import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPainter, type Painter } from './draw-document.ts';
import { categoriesGrid } from './invoices/categories-grid.ts';
import { fieldsGrid } from './invoices/fields-grid.ts';
import type { GridInvoice } from './invoices/grid-invoice.ts';
import { createRandom, randomGrid } from './invoices/random-grid.ts';
import { checkWithMustang, readAttachment } from './programs.ts';

/** All of them, or a sample, which is the same each time. */
const isFull = process.env['PDF_CORPUS'] === 'full';
const SAMPLE = 60;
const MUSTANG_MS = isFull ? 1_500_000 : 280_000;

/** What others have got wrong; in each sample. */
const REPORTED = [
  'AE: line, VAT id, buyer with registration',
  'AE: allowance on a line of S, VAT id of the seller',
  'E: line, tax number',
  'E: line, tax number and id',
  'O: line, VAT id of the seller',
  'O: line, nobody known',
  'O: line, tax number and registration',
  'terms: none',
  'unit: "PCE"',
  'buyer.country: "ZZ"',
];

const all = [...categoriesGrid, ...fieldsGrid, ...randomGrid({ count: 300, seed: 16_931 })];
const grid = isFull ? all : sample(all);

function sample(invoices: readonly GridInvoice[]): readonly GridInvoice[] {
  const random = createRandom(380);
  const shuffled = invoices
    .map((invoice) => ({ invoice, at: REPORTED.includes(invoice.name) ? -1 : random() }))
    .sort((a, b) => a.at - b.at);
  return shuffled.slice(0, SAMPLE).map(({ invoice }) => invoice);
}

let folder: string;
let painter: Painter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invoice-grid-'));
  painter = createPainter();
});
afterAll(async () => {
  await painter.close();
  await rm(folder, { recursive: true, force: true });
});

/** What Mustang says of each file, by the rules of EN 16931 that are broken. */
function readReport(report: string): ReadonlyMap<string, string> {
  return new Map(
    report
      .split(/^(?=(?:IN)?VALID )/m)
      .filter((part) => /^(?:IN)?VALID /.test(part))
      .map((part) => {
        const [head = ''] = part.split('\n');
        const broken = [...part.matchAll(/<(?:error|exception)[^>]*>([^<]*)</g)].map(([, text]) => text);
        return [
          head.replace(/^(?:IN)?VALID /, '').trim(),
          head.startsWith('VALID') ? '' : broken.join('\n') || part,
        ];
      }),
  );
}

test(
  'every invoice of the grid is valid by the official rules, or refused with its path',
  async () => {
    expect(grid.filter(({ name }) => REPORTED.includes(name))).toHaveLength(REPORTED.length);
    const made = new Map<string, string>();
    const refused: string[] = [];
    for (const { name, data } of grid) {
      const attempt = await painter.attempt({
        source: 'template',
        template: 'invoice',
        electronicInvoice: true,
        data,
      });
      if (attempt.kind === 'refused') {
        expect(attempt, name).toMatchObject({
          code: 'INPUT_INVALID',
          message: expect.stringMatching(/^data\.[\w.[\]]+: /),
        });
        refused.push(name);
        continue;
      }
      const file = join(folder, `${made.size}.pdf`);
      const xml = join(folder, `${made.size}.xml`);
      await writeFile(file, attempt.bytes);
      await readAttachment(file, xml);
      made.set(xml, name);
    }
    const broken = join(folder, 'broken.xml');
    await writeFile(
      broken,
      '<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>',
    );

    const report = readReport(await checkWithMustang([...made.keys(), broken], MUSTANG_MS));
    console.log(`${grid.length} of ${all.length} invoices: ${made.size} made, ${refused.length} refused`);

    const invalid = [...made].map(([xml, name]) => [name, report.get(xml) ?? 'not looked at']);
    expect(invalid.filter(([, errors]) => errors !== '')).toEqual([]);
    // The judge is awake.
    expect(report.get(broken)).not.toBe('');
    expect(made.size).toBeGreaterThan(grid.length / 4);
    expect(refused.length).toBeGreaterThan(grid.length / 10);
  },
  isFull ? 2_400_000 : 300_000,
);
