import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '@jobwright/json';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparePictures, TOLERATED_SHARE } from './compare-pictures.ts';
import { makePng } from './documents/pictures.ts';
import { allDocuments as documents } from './documents/all-documents.ts';
import { longTable } from './documents/showcase.ts';
import { createPainter, type Painter } from './draw-document.ts';
import { drawInstalled, hash } from './draw-installed.ts';
import { checkWithMustang, checkWithQpdf, checkWithVeraPdf, readText, renderPages } from './programs.ts';

const pictures = fileURLToPath(new URL('../pictures/', import.meta.url));
/** `UPDATE_PICTURES=1` writes the pictures anew, for somebody to look at them. */
const isUpdate = process.env['UPDATE_PICTURES'] === '1';
const DPI = 60;

const names = Object.keys(documents);
const electronic = ['invoice', 'credit-note'];
const standardsOf = (name: string): readonly ('2b' | '3b')[] =>
  electronic.includes(name) ? ['3b'] : ['2b', '3b'];

let folder: string;
let painter: Painter;
const fileOf = (name: string, standard: string): string => join(folder, `${name}-${standard}.pdf`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-proof-'));
  painter = createPainter();
  for (const name of names) {
    for (const standard of standardsOf(name)) {
      const variables = { ...documents[name], standard: `PDF/A-${standard}, PDF/UA-1` };
      await writeFile(fileOf(name, standard), await painter.draw(variables));
    }
  }
});
afterAll(async () => {
  await painter.close();
  await rm(folder, { recursive: true, force: true });
});

describe('standards', () => {
  test.each(['2b', '3b', 'ua1'] as const)('veraPDF passes %s for every document', async (flavour) => {
    const files = names.flatMap((name) =>
      standardsOf(name)
        .filter((standard) => flavour === 'ua1' || standard === flavour)
        .map((standard) => fileOf(name, standard)),
    );
    const report = await checkWithVeraPdf(flavour, files);
    expect(report.split('\n').filter((line) => line.startsWith('PASS'))).toHaveLength(files.length);
    expect(report).not.toContain('FAIL');
  });

  test('veraPDF fails a document without the standard: the judge is awake', async () => {
    const file = join(folder, 'plain.pdf');
    await writeFile(file, await painter.draw({ ...documents['letter'], standard: 'none', tagged: false }));
    expect(await checkWithVeraPdf('3b', [file])).toContain('FAIL');
    expect(await checkWithVeraPdf('ua1', [file])).toContain('FAIL');
  });

  test('qpdf has nothing to say about any of them', async () => {
    for (const name of names) {
      for (const standard of standardsOf(name)) {
        expect(await checkWithQpdf(fileOf(name, standard))).toContain(
          'No syntax or stream encoding errors found',
        );
      }
    }
  });

  test('Mustang finds the electronic invoices valid, by the rules of EN 16931', async () => {
    const files = electronic.map((name) => fileOf(name, '3b'));
    const report = await checkWithMustang(files);
    for (const file of files) expect(report).toContain(`VALID ${file}`);
    expect(report).not.toContain('INVALID');
  });
});

describe('bytes', () => {
  test('are the same from another process, and from the packages as they are installed', async () => {
    const { connector, digests } = await drawInstalled();
    expect(connector).toMatch(/connectors\/pdf\/dist\/index\.js$/);
    const here = names.map(async (name) => [name, hash(await readFile(fileOf(name, '3b')))] as const);
    expect(digests).toEqual(Object.fromEntries(await Promise.all(here)));
  });
});

describe('a protected document', () => {
  test('opens with its password only, in any reader', async () => {
    const file = join(folder, 'protected.pdf');
    await writeFile(
      file,
      await painter.draw({
        ...documents['letter'],
        userPassword: 'schlüssel',
        ownerPassword: 'chef',
        allow: ['print'],
      }),
    );
    expect(await checkWithQpdf(file, 'schlüssel')).toContain('No syntax or stream encoding errors found');
    expect(await checkWithQpdf(file, 'chef')).toMatch(
      /R = 6[^]*extract for any purpose: not allowed[^]*modify document assembly: not allowed/,
    );
    await expect(checkWithQpdf(file, 'wrong')).rejects.toThrow('invalid password');
  });
});

describe('text', () => {
  test.each([
    [
      'letter',
      [
        'Familie Yılmaz',
        'Ihre Photovoltaikanlage: Termin',
        'Sehr geehrte Frau Yılmaz',
        'Gerüst: Montag',
        'Mit freundlichen Grüßen',
        'Ada Brandt',
        'Lageplan der Module',
      ],
    ],
    [
      'invoice',
      [
        'Bäckerei Sørensen',
        'Rechnung RE-2026-0417',
        'Solarmodul NL-440 Full Black',
        '2.079,00 €',
        'Montage',
        'Nettobetrag',
        'Zahlbetrag',
        '6.437,04 €',
        'IBAN',
      ],
    ],
    [
      'report',
      [
        'Energy report 2025',
        'Summary',
        'The year at a glance',
        'Production by quarter',
        'MWh',
        'January to March',
        'What we learned',
        'How we measured',
        'Outlook',
      ],
    ],
    [
      'certificate',
      ['Certificate', 'This is to certify that', 'Zoë Kowalczyk', 'has completed the course', 'Ada Brandt'],
    ],
    [
      'showcase',
      [
        'Everything in one document',
        '€12,345,678,901,234,567,890.50',
        'Größe, façade, Łódź',
        'Ελληνικά',
        'Привет, Київ',
        'Lists and columns',
        'Tables',
        'Pictures and codes',
        'Markdown',
      ],
    ],
  ])('pdftotext finds %s in reading order', async (name, expected) => {
    const text = (await readText(fileOf(name, '3b'))).replaceAll('\u00A0', ' ');
    const places = expected.map((part) => text.indexOf(part));
    expect(Object.fromEntries(expected.map((part, index) => [part, places[index]! >= 0]))).toEqual(
      Object.fromEntries(expected.map((part) => [part, true])),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('right-to-left text is found as it was typed', async () => {
    const text = (await readText(fileOf('showcase', '3b'))).replaceAll(
      /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
      '',
    );
    expect(text).toContain('مرحبا بالعالم');
    expect(text).toContain('שלום עולם');
  });
});

describe('pictures', () => {
  const compare = async (pages: readonly Uint8Array[], name: string): Promise<readonly number[]> =>
    Promise.all(
      pages.map(
        async (page, index) =>
          comparePictures(page, await readFile(join(pictures, `${name}-${index + 1}.png`))).share,
      ),
    );

  test.each(names)('%s looks as it was reviewed', async (name) => {
    const pages = await renderPages(fileOf(name, '3b'), { folder, name, dpi: DPI });
    if (isUpdate) {
      await mkdir(pictures, { recursive: true });
      for (const [index, page] of pages.entries())
        await writeFile(join(pictures, `${name}-${index + 1}.png`), page);
    }
    expect(existsSync(join(pictures, `${name}-${pages.length + 1}.png`))).toBe(false);
    for (const share of await compare(pages, name)) expect(share).toBeLessThan(TOLERATED_SHARE);
  });

  test('a table that has moved by two points is noticed', async () => {
    const [heading, ...rest] = longTable['content'] as readonly JsonObject[];
    const moved = { ...longTable, content: [heading!, { type: 'spacer', height: 2 }, ...rest] };
    const file = join(folder, 'moved.pdf');
    await writeFile(file, await painter.draw({ ...moved, standard: 'PDF/A-3b, PDF/UA-1' }));
    const [first] = await compare(await renderPages(file, { folder, name: 'moved', dpi: DPI }), 'long-table');
    expect(first).toBeGreaterThan(TOLERATED_SHARE * 2);
  });

  test('a PNG with transparency comes out as it was drawn, also for archives', async () => {
    const file = join(folder, 'png.pdf');
    const document = await painter.keep(makePng(120), 'dot.png');
    const content = [
      { type: 'heading', level: 1, text: 'PNG' },
      {
        type: 'group',
        background: 'soft',
        padding: 20,
        content: [{ type: 'image', document, alt: 'A dot', align: 'center' }],
      },
    ];
    await writeFile(
      file,
      await painter.draw({ title: 'PNG', language: 'en', standard: 'PDF/A-2b, PDF/UA-1', content }),
    );
    const pages = await renderPages(file, { folder, name: 'png', dpi: DPI });
    if (isUpdate) await writeFile(join(pictures, 'png-1.png'), pages[0]!);
    for (const share of await compare(pages, 'png')) expect(share).toBeLessThan(TOLERATED_SHARE);
    expect(await checkWithVeraPdf('2b', [file])).toContain('PASS');
  });
});
