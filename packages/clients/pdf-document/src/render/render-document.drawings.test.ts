import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio } from '../testing/draw.ts';

const studio = openStudio();
afterAll(() => studio.close());

const svg = (inner: string, encoding = ''): string =>
  `${encoding === '' ? '' : `<?xml version="1.0" encoding="${encoding}"?>`}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50" width="200" height="50">${inner}</svg>`;
const image = async (content: string | Uint8Array): Promise<JsonObject> => ({
  content: [{ type: 'image', alt: 'x', width: 200, document: await studio.keep(content) }],
});
const text = (content: string): string => svg(`<text y="30" font-size="20">${content}</text>`);
const readText = async (content: string | Uint8Array, more: JsonObject = {}): Promise<string> =>
  (await studio.draw({ ...(await image(content)), ...more })).read.pages[0]!.replaceAll(/\s+/g, ' ');

describe('a text in a drawing', () => {
  it.each([
    ['Latin', 'Grüße', 'Grüße'],
    ['another script of one font', 'Київ Ελλάδα', 'Київ Ελλάδα'],
    ['what only the font behind it has', 'A ☎ ✓ B', 'A ☎ ✓ B'],
    ['Hebrew', 'שלום', 'שלום'],
    [
      'parts, with the blanks between them',
      ' one <tspan font-weight="bold">two</tspan>\n three ',
      'one two three',
    ],
    ['blanks that are kept', '<tspan xml:space="preserve">a  b</tspan>', 'a b'],
  ])('of %s is written', async (_, content, written) => {
    expect(await readText(text(content))).toContain(written);
  });

  it.each(['A中文B', '<tspan>██</tspan>中'])(
    'whose character no font has is refused: %s',
    async (content) => {
      expect(await studio.fail(await image(text(content)))).toMatchObject({
        kind: 'glyph-missing',
        character: '中',
        path: 'content[0].document',
      });
    },
  );

  it('whose character no font has is marked, with a warning, where the job says so', async () => {
    const { result, read } = await studio.draw({ ...(await image(text('A中B'))), missingGlyphs: 'mark' });
    expect(result['warnings']).toEqual(['No font has a glyph for U+4E2D in content[0].document']);
    expect(read.pages[0]!.replaceAll(/\s+/g, '')).toContain('A[U+4E2D]B');
  });

  it.each([
    ['ISO-8859-1', Buffer.from(svg('<text y="30">Grün</text>', 'ISO-8859-1'), 'latin1')],
    ['windows-1252', Buffer.from(svg('<text y="30">Grün</text>', 'windows-1252'), 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${svg('<text y="30">Grün</text>', 'UTF-16')}`, 'utf16le')],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${svg('<text y="30">Grün</text>')}`)],
    ['a CDATA section', Buffer.from(svg('<text y="30"><![CDATA[Grün]]></text>'))],
  ])('in %s is read as it is', async (_, bytes) => {
    expect(await readText(bytes)).toContain('Grün');
  });
});

it('names what it does not understand', async () => {
  const drawing = svg('<rect width="9" height="9" fill="lab(50% 20 20)"/>');
  expect(await studio.fail(await image(drawing))).toMatchObject({
    kind: 'image',
    message:
      'content[0].document cannot be drawn: the SVG has fill="lab(50% 20 20)", which is not understood',
    path: 'content[0].document',
  });
});
