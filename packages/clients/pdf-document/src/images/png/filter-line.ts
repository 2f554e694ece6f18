/** Lines with the byte that says how they are filtered in front (W3C PNG, 9.2). */
export interface FilteredLine {
  readonly line: Uint8Array;
  /** The line before, not filtered. */
  readonly above: Uint8Array;
  /** 0 to 4. */
  readonly filter: number;
  readonly pixelBytes: number;
}

/** Replaces the differences of a line with its samples. */
export function undoFilter({ line, above, filter, pixelBytes }: FilteredLine): void {
  const length = line.byteLength;
  const first = 1 + pixelBytes;
  switch (filter) {
    case 1:
      for (let at = first; at < length; at += 1) line[at] = (line[at] ?? 0) + (line[at - pixelBytes] ?? 0);
      return;
    case 2:
      for (let at = 1; at < length; at += 1) line[at] = (line[at] ?? 0) + (above[at] ?? 0);
      return;
    case 3:
      for (let at = 1; at < length; at += 1) {
        const left = at < first ? 0 : (line[at - pixelBytes] ?? 0);
        line[at] = (line[at] ?? 0) + ((left + (above[at] ?? 0)) >> 1);
      }
      return;
    case 4:
      for (let at = 1; at < length; at += 1) {
        const left = at < first ? 0 : (line[at - pixelBytes] ?? 0);
        const corner = at < first ? 0 : (above[at - pixelBytes] ?? 0);
        line[at] = (line[at] ?? 0) + pickNearest(left, above[at] ?? 0, corner);
      }
  }
}

/** Writes the differences of `line` to `target`, whose first byte becomes the filter. */
export function applyFilter({ line, above, filter, pixelBytes }: FilteredLine, target: Uint8Array): void {
  target[0] = filter;
  for (let at = 1; at < line.byteLength; at += 1) {
    const isFirst = at <= pixelBytes;
    const left = isFirst ? 0 : (line[at - pixelBytes] ?? 0);
    const up = above[at] ?? 0;
    const value = line[at] ?? 0;
    if (filter === 0) target[at] = value;
    else if (filter === 1) target[at] = value - left;
    else if (filter === 2) target[at] = value - up;
    else if (filter === 3) target[at] = value - ((left + up) >> 1);
    else target[at] = value - pickNearest(left, up, isFirst ? 0 : (above[at - pixelBytes] ?? 0));
  }
}

/** Paeth. */
function pickNearest(left: number, up: number, corner: number): number {
  const leftDistance = Math.abs(up - corner);
  const upDistance = Math.abs(left - corner);
  const cornerDistance = Math.abs(left + up - 2 * corner);
  if (leftDistance <= upDistance && leftDistance <= cornerDistance) return left;
  return upDistance <= cornerDistance ? up : corner;
}
