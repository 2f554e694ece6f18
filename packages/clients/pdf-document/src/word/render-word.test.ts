import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio } from '../testing/draw.ts';
import { makePng } from '../testing/make-png.ts';

const studio = openStudio({ threads: 1 });
afterAll(() => studio.close());

const readFixture = (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../../word-template/src/testing/${name}.docx`, import.meta.url));
const offer = {
  number: 'A1',
  vip: true,
  total: 1234.5,
  customer: { name: 'Ada ${total}' },
  order: { items: Array.from({ length: 60 }, (_, index) => ({ name: `Item ${index + 1}`, price: index })) },
};

async function define(name: string, more: Readonly<Record<string, unknown>> = {}) {
  const wordTemplate = await studio.keep(await readFixture(name), `${name}.docx`);
  return { source: 'word', wordTemplate, data: offer, language: 'en-GB', ...more } as never;
}

describe('a letter from Word', () => {
  it('has its text with values, on pages of its sections, with headers and page numbers', async () => {
    const { read, result } = await studio.draw(await define('offer', { title: undefined }));
    expect(read.title).toBe('Offer');
    expect(read.size.map(Math.round)).toEqual([595, 842]);
    const [first = '', second = ''] = read.pages;
    for (const text of [
      'Example Ltd',
      'Offer A1',
      'Ada ${total}',
      '€1,234.50',
      'best customer',
      'Item 1: €0.00',
    ])
      expect(first).toContain(text);
    expect(first).toContain(`Page 1 of ${result.pages}`);
    expect(second).toContain(`Page 2 of ${result.pages}`);
    // The header row of the table is on each of its pages.
    const withHeader = read.pages.filter((page) => page.includes('Qty'));
    expect(withHeader.length).toBeGreaterThan(1);
    expect(read.bookmarks).toBe('For Ada ${total}');
  });

  it('is tagged: headings, lists, tables with header cells, pictures with their texts', async () => {
    const data = { ...offer, order: { items: offer.order.items.slice(0, 2) } };
    const { read, result } = await studio.draw(
      await define('offer', { data, standard: 'PDF/A-2b, PDF/UA-1' }),
    );
    for (const role of [
      'H1',
      'P',
      'L',
      'LI',
      'Lbl',
      'LBody',
      'Table',
      'THead',
      'TH',
      'TBody',
      'TD',
      'Figure',
    ])
      expect(read.roles).toContain(role);
    expect(read.alternatives).toEqual(['Our logo']);
    expect(result.warnings).toEqual([
      'Letters stand neither closer nor wider than their font has them',
      'There is no font "Cambria": Source Sans 3 takes its place; add it to the fonts to have it',
      'There is no font "Calibri": Source Sans 3 takes its place; add it to the fonts to have it',
    ]);
  });

  it('gives the same bytes for the same values', async () => {
    const definition = await define('offer');
    const [one, other] = [await studio.draw(definition), await studio.draw(definition)];
    expect(one.result.sha256).toBe(other.result.sha256);
  });

  it('has first and even headers, merged cells, tabs with dots, links and pictures that the data brings', async () => {
    const signature = await studio.keep(makePng(), 'signature.png');
    const { read, result } = await studio.draw(await define('letter', { data: { signature, name: 'Ada' } }));
    expect(result.pages).toBe(3);
    expect(read.pages[0]).toContain('First page header');
    expect(read.pages[1]).toContain('Even page header');
    expect(read.pages[2]).toContain('Other page header');
    expect(read.pages[0]).toMatch(/Chapter ?\.{20,} ?12/);
    expect(read.links).toEqual(['https://example.com/?for=Ada']);
    expect(read.alternatives).toEqual(['Signature of Ada']);
  });
});

describe('what is rarer in a letter', () => {
  it('is drawn, or named in a warning', async () => {
    const { read, result } = await studio.draw(
      await define('report', { title: undefined, standard: 'PDF/A-2b, PDF/UA-1' }),
    );
    expect(result.pages).toBe(1);
    const lines = (read.pages[0] ?? '').split('\n').map((line) => line.trim());
    expect(lines.filter((line) => line !== '')).toEqual([
      ...['One', 'Far below', 'Before the columns.', 'Left column. Right column.', 'After the columns.'],
      ...['שלום', 'Cell', 'Inner', 'Made on 1', 'CAPITALS'],
    ]);
    expect(read.alternatives).toEqual(['A square']);
    expect(result.warnings).toEqual([
      'Text flows below pictures, not around them',
      'Fields of the kind DATE show what Word wrote last',
      expect.stringContaining('"Cambria"'),
      expect.stringContaining('"Calibri"'),
      'A heading of level 3 follows one of level 1: PDF/UA takes it for level 2',
      'Columns are filled one after the other, not evenly, where a section ends within a page',
      'Breaks of pages in tables, headers and footers are not drawn',
    ]);
  });
});

describe('a letter that cannot be drawn', () => {
  it('names a value that is not there, with the text around', async () => {
    const definition = await define('offer', { data: { ...offer, customer: {} } });
    expect(await studio.fail(definition)).toMatchObject({
      kind: 'definition',
      issues: [
        {
          path: 'wordTemplate',
          message: expect.stringMatching(/In "For \$\{customer\.name\}": .*There is no such value/),
        },
      ],
    });
  });

  it('is refused for a file that is no Word file', async () => {
    const wordTemplate = await studio.keep('%PDF-1.7');
    expect(await studio.fail({ source: 'word', wordTemplate })).toMatchObject({
      kind: 'word',
      message: expect.stringMatching(/^The Word file cannot be used: It is not a Word file/),
    });
  });

  it('is refused with what only blocks have', async () => {
    const ending = await studio.run(await define('offer', { margin: 20 })).catch((error: unknown) => error);
    expect(ending).toMatchObject({ kind: 'definition', issues: [{ path: 'margin' }] });
  });

  it('is refused for a picture that is no document', async () => {
    const definition = await define('letter', { data: { signature: 'x', name: 'Ada' } });
    expect(await studio.fail(definition)).toMatchObject({ issues: [{ path: 'data.signature' }] });
  });
});
