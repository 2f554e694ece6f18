import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateDocuments } from './documents/templates.ts';
import { createPainter, type Painter } from './draw-document.ts';
import { renderPages } from './programs.ts';
import { readCodes } from './read-codes.ts';

/** As sharp as a scanner sees paper. */
const DPI = 200;

let folder: string;
let painter: Painter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-codes-'));
  painter = createPainter();
});
afterAll(async () => {
  await painter.close();
  await rm(folder, { recursive: true, force: true });
});

async function scan(variables: Parameters<Painter['draw']>[0], name: string) {
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, await painter.draw(variables));
  const pages = await renderPages(file, { folder, name, dpi: DPI });
  return (await Promise.all(pages.map(readCodes))).flat();
}

test.each([
  ['qrCode', {}, 'https://example.com/order/4711?größe=ä'],
  ['qrCode', { correction: 'H' }, 'High correction'],
  ['barcode', { symbology: 'code128' }, 'JW-2026-0042'],
  ['barcode', { symbology: 'code128' }, 'Müller & Søn'],
  ['barcode', { symbology: 'code39' }, 'JOBWRIGHT 39'],
  ['barcode', { symbology: 'ean13' }, '4006381333931'],
  ['barcode', { symbology: 'ean8' }, '96385074'],
  ['barcode', { symbology: 'interleaved2of5' }, '12345678'],
  ['barcode', { symbology: 'itf14' }, '15400141288763'],
  ['barcode', { symbology: 'datamatrix', width: 60 }, 'Data Matrix'],
  ['barcode', { symbology: 'datamatrix', width: 60 }, 'Größe 5 € 東京'],
  ['barcode', { symbology: 'pdf417', width: 160 }, 'Größe 5 € 東京'],
  ['barcode', { symbology: 'azteccode', width: 60 }, 'Größe 5 € 東京'],
  ['qrCode', {}, 'Größe 5 € 東京'],
  ['barcode', { symbology: 'pdf417', width: 160 }, 'PDF417 with some text'],
  ['barcode', { symbology: 'azteccode', width: 60 }, 'Aztec'],
])('a scanner reads %s %o: %s', async (type, more, value) => {
  const content = [
    { type: 'spacer', height: 60 },
    { type, value, ...more, align: 'center' },
  ];
  const codes = await scan({ title: 'Code', content }, `code-${type}-${value.replaceAll(/\W/g, '')}`);
  expect(codes.map(({ text }) => text)).toEqual([value]);
});

test.each([
  // To a scanner a UPC-A is an EAN-13 that begins with 0.
  ['upca', '036000291452', '0036000291452'],
  ['gs1-128', '(01)09521234543213(10)ABC', '(01)09521234543213(10)ABC'],
])('a scanner reads %s: %s', async (symbology, value, expected) => {
  const content = [
    { type: 'spacer', height: 60 },
    { type: 'barcode', symbology, value, width: 300, align: 'center' },
  ];
  const codes = await scan({ title: 'Code', content }, symbology);
  expect(codes.map(({ text }) => text)).toEqual([expected]);
});

test('a Swiss payment is read, around its cross', async () => {
  const value = [
    ...['SPC', '0200', '1', 'CH5800791123000889012', 'S', 'Robert Schneider AG', 'Rue du Lac', '1268'],
    ...['2501', 'Biel', 'CH', '', '', '', '', '', '', '', '199.95', 'CHF', '', '', '', '', '', '', ''],
    ...['NON', '', '', 'EPD'],
  ].join('\n');
  const content = [
    { type: 'spacer', height: 60 },
    { type: 'barcode', symbology: 'swissqrcode', value, width: 130 },
  ];
  const codes = await scan({ title: 'Code', content }, 'swiss');
  expect(codes.map(({ text }) => text)).toEqual([value]);
});

test('a banking application reads the payment of the invoice', async () => {
  const codes = await scan({ ...templateDocuments.invoice }, 'payment');
  const [payment] = codes.map(({ text }) => text.split('\n'));
  expect(payment).toEqual(
    expect.arrayContaining([
      'BCD',
      'SCT',
      'DE02120300000000202051',
      'EUR6437.04',
      'Nordlicht Solartechnik GmbH',
    ]),
  );
});

test('a scanner reads the address on the certificate', async () => {
  const codes = await scan({ ...templateDocuments.certificate }, 'certificate');
  expect(codes.map(({ text }) => text)).toEqual(['https://www.nordlicht.example/verify/NA-2026-0042']);
});
