import { readFile } from 'node:fs/promises';
import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { createDice, damage, type Dice } from '../testing/damage.ts';
import { openStudio } from '../testing/draw.ts';
import { makePng } from '../testing/make-png.ts';

// Whatever was done to them, documents are drawn or refused by a name; nothing is unexpected, nothing takes
// the process along.
const studio = openStudio({ threads: 1, maxWorkMs: 10_000, maxMemoryMb: 128 });
afterAll(() => studio.close());

const REFUSED =
  /^(definition|glyph-missing|block-too-tall|too-large|too-deep|too-nested|image|font|rows|exhausted|busy)$/;

/** What became of it: `drawn`, or the kind of its failure. */
async function settle(variables: JsonObject): Promise<string> {
  return studio.run(variables).then(
    ({ kind }) => kind,
    (error: unknown) => `unexpected: ${String(error)}`,
  );
}

const drawImage = (document: JsonObject): JsonObject => ({
  content: [{ type: 'image', document, alt: 'x' }],
});

const drawFont = (regular: JsonObject): JsonObject => ({
  content: [
    { type: 'paragraph', text: 'AVA fi Größe Ελ Київ 12', style: { font: 'Mine' } },
    { type: 'paragraph', text: 'مرحبا', style: { font: 'Mine' } },
  ],
  fonts: { Mine: { regular } },
  missingGlyphs: 'mark',
});

const count = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Damaged once for each seed, in a way that is the same on every run. */
async function settleDamaged(
  seeds: readonly number[],
  { bytes, draw }: { readonly bytes: Uint8Array; readonly draw: (document: JsonObject) => JsonObject },
): Promise<ReadonlyMap<string, readonly number[]>> {
  const outcomes = new Map<string, number[]>();
  for (const seed of seeds) {
    const outcome = await settle(draw(await studio.keep(damage(bytes, createDice(seed)))));
    outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), seed]);
  }
  return outcomes;
}

const expectKnown = (outcomes: ReadonlyMap<string, readonly number[]>): void => {
  const unknown = [...outcomes].filter(([outcome]) => outcome !== 'drawn' && !REFUSED.test(outcome));
  expect(unknown).toEqual([]);
};

describe('damaged', () => {
  it.each([
    ['SourceSans3-Regular', [16, 17, 19, 20, 35]],
    ['DejaVuSans', [44, 45, 46]],
  ])('fonts: %s', async (name, seeds) => {
    const bytes = await readFile(new URL(`../../fonts/${name}.ttf`, import.meta.url));
    expectKnown(await settleDamaged(seeds, { bytes, draw: drawFont }));
  });

  it('fonts of an OpenType package', async () => {
    const file = new URL(
      '../../../../../node_modules/@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
      import.meta.url,
    );
    const draw = (regular: JsonObject): JsonObject => ({
      ...drawFont(regular),
      content: [{ type: 'paragraph', text: 'สวัสดี', style: { font: 'Mine' } }],
    });
    expectKnown(await settleDamaged(count(1, 30), { bytes: await readFile(file), draw }));
  });

  it('PNG pictures', async () => {
    expectKnown(await settleDamaged(count(1, 60), { bytes: makePng(), draw: drawImage }));
  });

  it('SVG pictures', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40"><defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/></linearGradient></defs><g transform="rotate(10 20 20)"><path d="M1 1 C 5 5 9 9 30 2 A 3 3 0 0 1 9 9 Z" fill="url(#g)" stroke-dasharray="2 3"/></g><text x="3" y="20" font-size="8">Text</text><use href="#g"/></svg>`;
    expectKnown(await settleDamaged(count(1, 120), { bytes: Buffer.from(svg), draw: drawImage }));
  });
});

describe('damaged rows', () => {
  it.each([
    ['csv', 'a,"b, c"\r\n"d ""e""",f\r\n'.repeat(20)],
    ['jsonl', '["a", 1]\n["b", null]\n'.repeat(20)],
  ])('of %s', async (format, text) => {
    const draw = (document: JsonObject): JsonObject => ({
      content: [{ type: 'table', columns: [{ header: 'A' }, { header: 'B' }], rows: { document, format } }],
      missingGlyphs: 'mark',
    });
    expectKnown(await settleDamaged(count(1, 60), { bytes: Buffer.from(text), draw }));
  });
});

describe('definitions', () => {
  const ODD: readonly unknown[] = [
    null,
    '',
    -1,
    0,
    1e308,
    -1e-320,
    '🙂',
    '\u0000',
    '\uD800',
    'constructor',
    [],
    {},
    [[]],
    [null],
    true,
    '${a.b}',
    '__proto__',
    1e9,
    'x'.repeat(30_000),
    { __proto__: null, type: 'group', content: [] },
  ];
  const whole = {
    header: { left: 'a', right: '${page}' },
    styles: { note: { size: 9, extends: 'small', color: 'muted' } },
    data: { a: { b: 'c' }, items: [{ n: 1 }] },
    content: [
      { type: 'heading', level: 1, text: 'x', id: 'here' },
      { type: 'paragraph', text: [{ text: 'x', link: '#here', size: 9 }], style: 'note' },
      { type: 'list', items: ['a', { text: 'b', content: [{ type: 'rule', thickness: 1 }] }] },
      { type: 'columns', gap: 9, columns: [{ width: '*', content: [{ type: 'spacer', height: 3 }] }] },
      {
        type: 'table',
        columns: [{ header: 'A', width: '20%' }, { header: 'B' }],
        rows: [[{ text: 'x', colSpan: 2 }], ['a', 1]],
        totals: [['x', 2]],
      },
      { type: 'qrCode', value: 'x', size: 40 },
      { type: 'barcode', symbology: 'code128', value: 'A1', width: 90, height: 30 },
      { type: 'group', padding: 3, background: 'soft', content: [{ type: 'markdown', text: '# x' }] },
      { type: 'repeat', each: 'items', as: 'i', content: [{ type: 'paragraph', text: '${i.n}' }] },
    ],
  };

  it('with something odd in one place', async () => {
    const outcomes = new Map<string, number>();
    for (const seed of count(1, 300)) {
      const outcome = await settle(putSomewhere(whole, ODD, createDice(seed)) as JsonObject);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      expect(outcome === 'drawn' || REFUSED.test(outcome), `seed ${seed}: ${outcome}`).toBe(true);
    }
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['drawn', 'definition']));
  });

  it.each([
    ['quotes in quotes', '> '.repeat(5_000) + 'x'],
    ['lists in lists', Array.from({ length: 500 }, (_, level) => `${'  '.repeat(level)}- x`).join('\n')],
    ['brackets', '['.repeat(50_000)],
    ['brackets around links', '[a]('.repeat(20_000)],
    ['stars', '*a **b '.repeat(20_000)],
    ['backticks', '`'.repeat(50_000)],
    ['a table of pipes', `|${'|'.repeat(5_000)}\n|${'-|'.repeat(5_000)}\n`],
    ['entities', '&'.repeat(100_000)],
    ['angle brackets', '<a '.repeat(30_000)],
    ['references', Array.from({ length: 5_000 }, (_, n) => `[${n}]: x`).join('\n')],
  ])('with Markdown of %s', async (_, markdown) => {
    const outcome = await settle({ source: 'markdown', markdown });
    expect(outcome === 'drawn' || REFUSED.test(outcome), outcome).toBe(true);
  });
});

/** A copy with one value, anywhere, exchanged for an odd one. */
function putSomewhere(value: unknown, odd: readonly unknown[], dice: Dice): unknown {
  const children = Object.keys(Object(value) as object);
  if (typeof value !== 'object' || value === null || children.length === 0 || dice(4) === 0)
    return odd[dice(odd.length)];
  const key = children[dice(children.length)]!;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? putSomewhere(item, odd, dice) : item));
  return { ...value, [key]: putSomewhere((value as Record<string, unknown>)[key], odd, dice) };
}
