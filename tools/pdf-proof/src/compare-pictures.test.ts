import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { comparePictures } from './compare-pictures.ts';

/** A white page with a black square. */
function paint({ left = 10, size = 100 } = {}): Uint8Array {
  const page = new PNG({ width: size, height: 100 });
  page.data.fill(255);
  for (let y = 10; y < 30; y += 1) {
    for (let x = left; x < left + 20; x += 1) page.data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
  }
  return PNG.sync.write(page);
}

test('a page that is the same does not differ', () => {
  expect(comparePictures(paint(), paint()).share).toBe(0);
});

test('a square that has moved differs by what it left and what it covers', () => {
  const { share, picture } = comparePictures(paint({ left: 14 }), paint());
  expect(share).toBeGreaterThan(0.01);
  expect(share).toBeLessThan(0.02);
  expect(PNG.sync.read(Buffer.from(picture)).width).toBe(100);
});

test('a page of another size is another page', () => {
  expect(comparePictures(paint({ size: 120 }), paint()).share).toBe(1);
});
