import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/**
 * Of a page that may differ: fonts are smoothed a little differently from one version of poppler to the next.
 */
export const TOLERATED_SHARE = 0.002;

export interface Difference {
  /** 0 to 1. */
  readonly share: number;
  /** The pixels that differ, in red. */
  readonly picture: Uint8Array;
}

/** Compares a page with the reviewed one; another size is another page. */
export function comparePictures(actual: Uint8Array, reviewed: Uint8Array): Difference {
  const [a, b] = [PNG.sync.read(Buffer.from(actual)), PNG.sync.read(Buffer.from(reviewed))];
  const { width, height } = b;
  if (a.width !== width || a.height !== height) return { share: 1, picture: actual };
  const difference = new PNG({ width, height });
  const pixels = pixelmatch(a.data, b.data, difference.data, width, height, { threshold: 0.15 });
  return { share: pixels / (width * height), picture: PNG.sync.write(difference) };
}
