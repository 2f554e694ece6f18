import { readArcTangents } from './arc-tangents.ts';

type Point = readonly [x: number, y: number];

/** A command of path data in absolute coordinates. */
export interface PathCommand {
  /** `M` moves, `L` draws a line or a curve, `Z` closes. */
  readonly name: 'M' | 'L' | 'Z';
  /** Points that the curve is drawn by, up to its end: between them lie the tangents of both ends. */
  readonly points: readonly Point[];
}

const COUNTS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7 };
const NUMBER = /^[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const FLAG = /^[\s,]*([01])/;

/** Reads path data (SVG 2, 9.3) up to its first error, which is as far as it is drawn. */
export function readPathCommands(data: string): readonly PathCommand[] {
  const commands: PathCommand[] = [];
  const pen = createPen();
  let rest = data.trimStart();
  let letter = '';
  while (rest.trim() !== '') {
    const [written, next = ''] = /^\s*([MmLlHhVvCcSsQqTtAaZz])/.exec(rest) ?? [];
    if (written === undefined && (letter === '' || /[Zz]/.test(letter))) break;
    // Further numbers repeat the command; after a move they are lines.
    letter = written === undefined ? letter.replace('M', 'L').replace('m', 'l') : next;
    rest = rest.slice(written?.length ?? 0);
    const numbers: number[] = [];
    const count = COUNTS[letter.toUpperCase()] ?? 0;
    while (numbers.length < count) {
      const isFlag = letter.toUpperCase() === 'A' && (numbers.length === 3 || numbers.length === 4);
      const [token, value] = (isFlag ? FLAG : NUMBER).exec(rest) ?? [];
      if (token === undefined) return commands;
      numbers.push(Number(value));
      rest = rest.slice(token.length);
    }
    commands.push(pen.draw(letter, numbers));
  }
  return commands;
}

/** Where a path has got to, and what a smooth curve continues. */
function createPen() {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let control: { readonly kind: 'C' | 'Q'; readonly point: Point } | undefined;

  const reflect = (kind: 'C' | 'Q'): Point =>
    control?.kind === kind ? [2 * x - control.point[0], 2 * y - control.point[1]] : [x, y];

  return {
    draw(letter: string, numbers: readonly number[]): PathCommand {
      const name = letter.toUpperCase();
      const [dx, dy] = letter === name ? [0, 0] : [x, y];
      const points: Point[] = [];
      const pairs = name === 'A' ? numbers.slice(5) : numbers;
      for (let index = 0; index + 1 < pairs.length; index += 2)
        points.push([(pairs[index] ?? 0) + dx, (pairs[index + 1] ?? 0) + dy]);
      if (name === 'H') points.push([(numbers[0] ?? 0) + dx, y]);
      if (name === 'V') points.push([x, (numbers[0] ?? 0) + dy]);
      if (name === 'S') points.unshift(reflect('C'));
      if (name === 'T') points.unshift(reflect('Q'));
      if (name === 'A')
        points.unshift(...readArcTangents({ from: [x, y], to: points[0] ?? [x, y], numbers }));
      const before = points.at(-2);
      if (name === 'C' || name === 'S') control = before && { kind: 'C', point: before };
      else if (name === 'Q' || name === 'T') control = before && { kind: 'Q', point: before };
      else control = undefined;
      [x, y] = name === 'Z' ? [startX, startY] : (points.at(-1) ?? [x, y]);
      if (name === 'M') [startX, startY] = [x, y];
      return { name: name === 'M' || name === 'Z' ? name : 'L', points };
    },
  };
}
