import { readFile } from 'node:fs/promises';
import * as harfbuzz from 'harfbuzzjs';
import { describe, expect, it } from 'vitest';
import { openFont } from '../fonts/load-fonts.ts';
import { createShaper } from './shape-text.ts';

interface Placed {
  readonly glyph: number;
  /** Thousandths of the size, from the start of the text. */
  readonly x: number;
  readonly y: number;
}

const readFont = (name: string): Promise<Buffer> =>
  readFile(
    new URL(
      name.startsWith('Noto')
        ? `../../../../../node_modules/@expo-google-fonts/noto-sans-thai/400Regular/${name}.ttf`
        : `../../fonts/${name}.ttf`,
      import.meta.url,
    ),
  );

/** What the operands of TJ draw, as a viewer reads them. */
function shapeWithOurs(bytes: Uint8Array, text: string, direction: 'ltr' | 'rtl'): readonly Placed[] {
  const face = openFont(bytes, { key: 'x', path: 'x' });
  const widths = new Map<number, number>();
  const include = ({ id, advanceWidth }: { readonly id: number; readonly advanceWidth: number }): number => {
    widths.set(id, (advanceWidth / face.kit.unitsPerEm) * 1000);
    return id;
  };
  const shape = createShaper({ face, include })(text, direction);
  const placed: Placed[] = [];
  let x = 0;
  for (const { rise, glyphs } of shape.strokes) {
    for (const [, hex, move] of glyphs.matchAll(/<([0-9a-f]*)>|(-?[\d.]+) /g)) {
      if (move !== undefined) x -= Number(move);
      for (const [digits] of (hex ?? '').matchAll(/.{4}/g)) {
        const glyph = parseInt(digits, 16);
        placed.push({ glyph, x: Math.round(x), y: Math.round(rise) });
        x += widths.get(glyph)!;
      }
    }
  }
  return placed;
}

function shapeWithHarfbuzz(bytes: Uint8Array, text: string, direction: 'ltr' | 'rtl'): readonly Placed[] {
  const face = new harfbuzz.Face(new harfbuzz.Blob(Uint8Array.from(bytes).buffer));
  const font = new harfbuzz.Font(face);
  const buffer = new harfbuzz.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(direction === 'rtl' ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
  harfbuzz.shape(font, buffer);
  const positions = buffer.getGlyphPositions();
  const scale = 1000 / face.upem;
  let x = 0;
  return buffer.getGlyphInfos().map(({ codepoint }, index) => {
    const { xAdvance, xOffset, yOffset } = positions[index]!;
    const placed = {
      glyph: codepoint,
      x: Math.round((x + xOffset) * scale),
      y: Math.round(yOffset * scale),
    };
    x += xAdvance;
    return placed;
  });
}

describe('glyphs and their places are those of HarfBuzz', () => {
  it.each([
    ['Arabic', 'DejaVuSans', 'rtl', 'مرحبا'],
    ['Arabic with ligatures', 'DejaVuSans', 'rtl', 'السلام عليكم لا إله'],
    ['Arabic with vowels', 'DejaVuSans', 'rtl', 'مُحَمَّدٌ'],
    ['Persian', 'DejaVuSans', 'rtl', 'گچ پژوهش می‌خواهم'],
    ['Hebrew', 'DejaVuSans', 'rtl', 'שלום עולם'],
    ['Latin with ligatures', 'SourceSans3-Regular', 'ltr', 'Affiliate office flight AVATAR Tomás'],
    ['Latin with separate accents', 'SourceSans3-Regular', 'ltr', 'q\u0303 m\u0302'],
    ['Greek', 'SourceSans3-Regular', 'ltr', 'Ελληνικά θάλασσα'],
    ['Cyrillic', 'SourceSans3-Regular', 'ltr', 'Привет Київ'],
    ['Thai', 'NotoSansThai_400Regular', 'ltr', 'สวัสดีครับ ที่นี่'],
    ['Thai with a tone before the vowel AM', 'NotoSansThai_400Regular', 'ltr', 'น้ำ ทำ ค่ำ'],
  ] as const)('%s', async (_, name, direction, text) => {
    const bytes = await readFont(name);
    const expected = shapeWithHarfbuzz(bytes, text, direction);
    expect(shapeWithOurs(bytes, text, direction)).toEqual(expected);
  });
});
