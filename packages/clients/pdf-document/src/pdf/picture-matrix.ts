import type { Box } from './canvas.ts';

/**
 * Where the right and the upper edge of a picture go, in the order of EXIF: as it was taken, or mirrored and
 * turned.
 */
const ORIENTATIONS: readonly (readonly [
  xu: number,
  xv: number,
  x0: number,
  yu: number,
  yv: number,
  y0: number,
])[] = [
  [1, 0, 0, 0, -1, 1],
  [-1, 0, 1, 0, -1, 1],
  [-1, 0, 1, 0, 1, 0],
  [1, 0, 0, 0, 1, 0],
  [0, -1, 1, 1, 0, 0],
  [0, 1, 0, 1, 0, 0],
  [0, 1, 0, -1, 0, 1],
  [0, -1, 1, -1, 0, 1],
];

/** The transformation that draws a picture into a box, upright. `orientation`: that of EXIF, 1 to 8. */
export function computePictureMatrix({ x, y, width, height }: Box, orientation: number): readonly number[] {
  const [xu, xv, x0, yu, yv, y0] = ORIENTATIONS[orientation - 1] ?? [1, 0, 0, 0, -1, 1];
  return [width * xu, height * yu, width * xv, height * yv, x + width * x0, y + height * y0];
}
