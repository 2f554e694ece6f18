import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio } from '../testing/draw.ts';

const studio = openStudio();
afterAll(() => studio.close());
const draw = async (content: readonly JsonObject[], more: JsonObject = {}) =>
  (await studio.draw({ content, ...more })).read;
const text = (value: string): JsonObject => ({ type: 'paragraph', text: value });

describe('data in texts', () => {
  const data = {
    customer: { name: '${secret} & Söhne' },
    total: '1234567.891',
    due: '2026-03-31',
    rate: 0.19,
    items: [{ name: 'A' }, { name: 'B' }],
    none: [],
  };

  it('is written as the locale has it', async () => {
    const values =
      '${customer.name} · ${total | money:EUR} · ${total | number:1} · ${due | date:long} · ${rate | percent} · ${items.1.name} · $${x}';
    const read = await draw([text(values)], { data, language: 'de-DE' });
    expect(read.pages[0]!.replaceAll('\u00A0', ' ')).toContain(
      '${secret} & Söhne · 1.234.567,89 € · 1.234.567,9 · 31. März 2026 · 19 % · B · ${x}',
    );
  });

  it('without data texts stay as they are', async () => {
    expect((await draw([text('${x}')])).pages[0]).toContain('${x}');
  });

  it.each([
    ['${customer.phone}', '${customer.phone}: There is no such value in the data'],
    ['${total | euro}', 'There is no format "euro"'],
    ['${customer.name | money:EUR}', 'Expected a number to write as money'],
    ['${total | money}', 'Expected a currency'],
    ['${total | date}', 'Expected a date'],
    ['${items}', 'Expected a text or a number'],
  ])('%s is refused', async (value, message) => {
    const error = await studio.fail({ content: [text(value)], data });
    expect(error).toMatchObject({ kind: 'definition', message: expect.stringContaining(message) });
    expect(error['message']).toContain('content[0].text');
  });

  it('names the place in the data of what is wrong with it', async () => {
    const chapters = [{ text: 'Fine' }, { text: 'Not so: 東' }, { text: [{ type: 'paragraph', txt: 'x' }] }];
    const draw = (each: readonly unknown[]) =>
      studio.fail({
        data: { chapters: each } as JsonObject,
        content: [
          {
            type: 'repeat',
            each: 'chapters',
            as: 'chapter',
            content: [{ type: 'insert', from: 'chapter.text' }],
          },
        ],
      });
    expect((await draw(chapters))['message']).toContain('data.chapters[1].text');
    const { message } = await draw([chapters[2]]);
    expect(message).toContain('data.chapters[0].text[0]: Unrecognized key: "txt"');
  });

  it('repeats blocks and rows, and leaves out what has nothing', async () => {
    const read = await draw(
      [
        { type: 'repeat', each: 'items', as: 'item', content: [text('Item ${item.name}')] },
        {
          type: 'table',
          columns: [{ header: 'No' }, { header: 'Name' }],
          rows: { each: 'items', as: 'row', cells: ['${number}', '${row.name}!'] },
        },
        { ...text('Never'), when: 'none' },
        { ...text('Always'), when: '!none' },
      ],
      { data },
    );
    expect(read.pages[0]).toMatch(/Item A[^]*Item B[^]*1[^]*A![^]*2[^]*B![^]*Always/);
    expect(read.pages[0]).not.toContain('Never');
  });
});

describe('pages', () => {
  it('have a header and a footer with their number and how many there are', async () => {
    const content = [text('One'), { type: 'pageBreak' }, text('Two'), { type: 'pageBreak' }, text('Three')];
    const read = await draw(content, {
      header: { first: null, rest: { left: 'Report' } },
      footer: { right: 'Page ${page} of ${pages}' },
    });
    expect(read.pages).toEqual(
      ['One', 'Two', 'Three'].map((word, index) =>
        expect.stringMatching(new RegExp(`${word}[^]*Page ${index + 1} of 3`)),
      ),
    );
    expect(read.pages.map((page) => page.includes('Report'))).toEqual([false, true, true]);
  });

  it('turn to landscape and other sizes', async () => {
    expect(
      (await draw([text('x')], { orientation: 'landscape', pageSize: 'A5', margin: '20mm' })).size,
    ).toEqual([595.28, 419.53]);
  });

  it('keep together what belongs together', async () => {
    const group = {
      type: 'group',
      keepTogether: true,
      content: Array.from({ length: 12 }, (_, index) => text(`Line ${index}`)),
    };
    const read = await draw([{ type: 'spacer', height: 600 }, group]);
    expect(read.pages.map((page) => page.match(/Line/g)?.length ?? 0)).toEqual([0, 12]);
  });

  it('take over columns that are longer than a page', async () => {
    const long = Array.from({ length: 80 }, (_, index) => text(`L${index}.`));
    const read = await draw([
      { type: 'columns', columns: [{ content: long }, { content: [text('Short')] }] },
    ]);
    expect(read.pages.length).toBeGreaterThan(1);
    expect(read.pages.join(' ').match(/L\d+\./g)).toHaveLength(80);
  });
});

describe('tables', () => {
  it('divide a row only when it is higher than a page, or when they may', async () => {
    const tall = 'word '.repeat(500).trim();
    const table = (cell: string, breakRows: boolean) => ({
      type: 'table',
      breakRows,
      columns: [{ header: 'H', width: 60 }, { header: 'I' }],
      rows: [[cell, 'x']],
    });
    const divided = await draw([table(tall, false)]);
    expect(divided.pages.length).toBeGreaterThan(1);
    expect(divided.pages.join(' ').match(/word/g)).toHaveLength(500);
    for (const page of divided.pages) expect(page.match(/\bH\b/g)).toHaveLength(1);
    const medium = 'word '.repeat(60).trim();
    const counts = async (breakRows: boolean) =>
      (await draw([{ type: 'spacer', height: 500 }, table(medium, breakRows)])).pages.map(
        (page) => (page.match(/word/g) ?? []).length,
      );
    expect(await counts(false)).toEqual([0, 60]);
    const [first = 0, second = 0] = await counts(true);
    expect([first > 0, second > 0, first + second]).toEqual([true, true, 60]);
  });

  it('keep the totals with the last row', async () => {
    const table = {
      type: 'table',
      columns: [{ header: 'A' }, { header: 'B' }],
      rows: Array.from({ length: 33 }, (_, row) => [`r${row}`, row]),
      totals: [['Sum', 1]],
    };
    for (const height of [1, 20, 40, 60]) {
      const last = (await draw([{ type: 'spacer', height }, table])).pages.at(-1)!;
      expect(last).toContain('Sum');
      expect(last).toContain('r32');
    }
  });

  it('have cells that span columns and rows', async () => {
    const read = await draw([
      {
        type: 'table',
        columns: [{ header: 'A' }, { header: 'B' }, { header: 'C' }],
        rows: [[{ text: 'tall', rowSpan: 2 }, 'b1', 'c1'], [{ text: 'wide', colSpan: 2 }]],
      },
    ]);
    for (const cell of ['tall', 'b1', 'c1', 'wide']) expect(read.pages[0]).toContain(cell);
  });

  it.each([
    ['too wide', [[{ text: 'x', colSpan: 3 }]], 'content[0].rows[0]'],
    ['over rows that are not there', [[{ text: 'x', rowSpan: 2 }, 'y']], 'content[0].rows[0][0]'],
    ['that do not fill a row', [[{ text: 'x', rowSpan: 2 }, 'y'], []], 'content[0].rows[1]'],
  ])('refuse spans %s', async (_, rows, path) => {
    const error = await studio.fail({
      content: [{ type: 'table', columns: [{ header: 'A' }, { header: 'B' }], rows }],
    });
    expect(error['message']).toContain(path);
  });

  it('take their rows from a document', async () => {
    const csv = await studio.keep('name,price\n"Smith, Ltd",10.5\nÄrzte,2\n', 'rows.csv');
    const table = (rows: JsonObject) => ({
      type: 'table',
      columns: [
        { header: 'Name', width: 'auto' },
        { header: 'Price', format: 'money:EUR', align: 'right' },
      ],
      rows,
    });
    const read = await draw([table({ document: csv, format: 'csv', skip: 1 })], { language: 'en' });
    expect(read.pages[0]).toMatch(/Smith, Ltd[^]*€10\.50[^]*Ärzte[^]*€2\.00/);
    const lines = await studio.keep('["a",1]\n["b",null]\n');
    expect((await draw([table({ document: lines, format: 'jsonl' })])).pages[0]).toMatch(/a[^]*1\.00[^]*b/);
    const uneven = await studio.keep('only one\n');
    expect(await studio.fail({ content: [table({ document: uneven })] })).toMatchObject({
      message: expect.stringContaining('Expected 2 values, one for each column, in row 1'),
    });
    const broken = await studio.keep('{"a": 1}\n');
    expect(await studio.fail({ content: [table({ document: broken, format: 'jsonl' })] })).toMatchObject({
      kind: 'rows',
    });
  });
});

describe('writing from right to left', () => {
  it('is shaped, runs from the right, and is read as it was typed', async () => {
    const read = await draw([text('مرحبا بالعالم (4711)'), text('שלום (עולם) abc')]);
    expect(read.pages[0]).toMatch(/مرحبا بالعالم/);
    expect(read.pages[0]!.normalize('NFKC')).toContain('שלום');
  });
});

describe('Markdown', () => {
  it('is the body of a document', async () => {
    const markdown =
      '# Title for ${name}\n\nSome **bold** and [link](https://example.com).\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>';
    const { read } = await studio.draw({ source: 'markdown', markdown, data: { name: '*Ada*' } });
    expect(read.pages[0]).toMatch(
      /Title for \*Ada\*[^]*Some bold and link[^]*one[^]*two[^]*a[^]*b[^]*1[^]*2[^]*<script>/,
    );
    expect(read.roles).toEqual(expect.arrayContaining(['H1', 'P', 'Link', 'L', 'Table']));
  });

  it('refuses pictures from elsewhere', async () => {
    const error = await studio.fail({ source: 'markdown', markdown: '![x](https://example.com/x.png)' });
    expect(error['message']).toContain('addresses are not fetched');
  });
});

describe('characters without a glyph', () => {
  it('are marked and told when that is wanted', async () => {
    const { read, result } = await studio.draw({ content: [text('Tokyo 東京')], missingGlyphs: 'mark' });
    expect(read.pages[0]).toContain('Tokyo [U+6771][U+4EAC]');
    expect(result['warnings']).toEqual([
      'No font has a glyph for U+6771 in content[0].text',
      'No font has a glyph for U+4EAC in content[0].text',
    ]);
  });

  it('come from another font where there is one: of an installed package, or a document', async () => {
    const fonts = {
      Thai: {
        package: '@expo-google-fonts/noto-sans-thai',
        regular: '400Regular/NotoSansThai_400Regular.ttf',
      },
    };
    const styles = { normal: { font: ['Source Sans 3', 'Thai'] } };
    const { read } = await studio.draw({ content: [text('Hello สวัสดี ✓')], fonts, styles });
    expect(read.pages[0]).toContain('สวัสดี');
  });
});
