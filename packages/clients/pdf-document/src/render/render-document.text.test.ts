import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, it } from 'vitest';
import { openStudio } from '../testing/draw.ts';

const studio = openStudio();
afterAll(() => studio.close());

const tableOf = (rows: number): JsonObject => ({
  type: 'table',
  columns: [{ header: 'Artikel' }, { header: 'Anzahl', align: 'right', width: 80 }],
  rows: Array.from({ length: rows }, (_, index) => [`Posten ${index + 1}.`, index + 1]),
});

const linesOf = (page: string): string[] => page.split('\n').map((line) => line.trim());

describe('a document', () => {
  it('has text with Latin accents, Greek, Cyrillic and symbols as it was given', async () => {
    const texts = [
      'Größe, façade, Łódź, Ærøskøbing, Ştefan',
      'Ελληνικά ώρα',
      'Привет, Київ',
      '100 € ≤ 5 % → ✓',
    ];
    const { read } = await studio.draw({
      content: [
        ...texts.map((text) => ({ type: 'paragraph', text })),
        ...texts.map((text) => ({ type: 'heading', level: 2, text })),
      ],
    });
    expect(linesOf(read.pages[0]!).filter((line) => line !== '')).toEqual([...texts, ...texts]);
  });

  it('has letters with separate accents in their joined form, and line breaks where they were', async () => {
    const { read } = await studio.draw({
      content: [{ type: 'paragraph', text: 'Gro\u0308\u00dfe\r\nzweite\tZeile\n\n' }],
    });
    expect(read.pages).toHaveLength(1);
    expect(linesOf(read.pages[0]!).filter((line) => line !== '')).toEqual(['Größe', 'zweite Zeile']);
  });

  it('flows over pages', async () => {
    const sentence = 'Dies ist ein Satz, der oft vorkommt. ';
    const { read, result } = await studio.draw({
      content: [{ type: 'paragraph', text: sentence.repeat(400) }],
    });
    expect(result.pages).toBe(read.pages.length);
    expect(result.pages).toBeGreaterThan(2);
    expect(read.pages.join(' ').match(/Satz/g)).toHaveLength(400);
  });

  it('keeps a heading with what follows it', async () => {
    const { read } = await studio.draw({
      content: [
        { type: 'spacer', height: 500 },
        { type: 'spacer', height: 200 },
        { type: 'heading', level: 1, text: 'Kapitel' },
        { type: 'paragraph', text: 'Anfang' },
      ],
    });
    expect(read.pages.map((page) => page.includes('Kapitel'))).toEqual([false, true]);
    expect(read.pages[1]).toContain('Anfang');
  });

  it('wraps words that are wider than the page, also very long ones', async () => {
    const { read } = await studio.draw({ content: [{ type: 'paragraph', text: 'w'.repeat(20_000) }] });
    expect(read.pages.join('').match(/w/g)).toHaveLength(20_000);
    expect(Math.max(...read.pages.flatMap(linesOf).map((line) => line.length))).toBeLessThan(120);
  });
});

describe('tables', () => {
  it('repeat their header on each page and have every row once, in order', async () => {
    const { read, result } = await studio.draw({
      content: [{ type: 'heading', level: 1, text: 'Liste' }, tableOf(300)],
    });
    expect(result.pages).toBeGreaterThan(5);
    expect(read.pages).toHaveLength(result.pages);
    for (const page of read.pages) expect(page.match(/Artikel/g)).toHaveLength(1);
    const rows = [...read.pages.join('\n').matchAll(/Posten (\d+)\./g)].map(([, row]) => Number(row));
    expect(rows).toEqual(Array.from({ length: 300 }, (_, index) => index + 1));
  });

  it('take text, numbers, big integers and nothing', async () => {
    const { read } = await studio.draw({
      content: [
        {
          type: 'table',
          columns: [{ header: 'A' }, { header: 'B', align: 'center' }, { header: 'C' }, { header: 'D' }],
          rows: [['Zeile 1\nZeile 2', 1.5, null, 2251799813685249123n]],
        },
      ],
    });
    for (const text of ['Zeile 1', 'Zeile 2', '1.5', '2251799813685249123'])
      expect(read.pages[0]).toContain(text);
  });

  it('without rows have their header', async () => {
    const { read } = await studio.draw({ content: [tableOf(0)] });
    expect(read.pages).toHaveLength(1);
    expect(read.pages[0]).toContain('Artikel');
  });

  it('of 10,000 rows are made', async () => {
    const { result, read } = await studio.draw({ content: [tableOf(10_000)] });
    expect(result.pages).toBe(read.pages.length);
    expect(read.pages.at(-1)).toContain('Posten 10000.');
  });
});
