import type { PageCanvas } from '../pdf/canvas.ts';

/** A strong line and a fine one inside of it. */
export function drawFrames(
  page: PageCanvas,
  {
    width,
    height,
    inset,
    color,
  }: { readonly width: number; readonly height: number; readonly inset: number; readonly color: string },
): void {
  for (const [edge, stroke] of [
    [inset, 2.5],
    [inset + 6, 0.75],
  ] as const) {
    const [right, bottom] = [width - edge, height - edge];
    const corners = [
      [edge, edge],
      [right, edge],
      [right, bottom],
      [edge, bottom],
    ] as const;
    for (const [index, from] of corners.entries())
      page.line(from, corners[(index + 1) % 4] ?? from, { width: stroke, color });
  }
}
