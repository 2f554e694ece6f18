import { notUnderstoodProblem } from './svg-problem.ts';

export type Matrix = readonly [number, number, number, number, number, number];
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export const multiply = (outer: Matrix, inner: Matrix): Matrix => [
  outer[0] * inner[0] + outer[2] * inner[1],
  outer[1] * inner[0] + outer[3] * inner[1],
  outer[0] * inner[2] + outer[2] * inner[3],
  outer[1] * inner[2] + outer[3] * inner[3],
  outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
  outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
];

/** What percentages of a length are of. */
export interface Sizes {
  readonly percentOf: number;
  /** Pixels. */
  readonly fontSize: number;
}

const NUMBER = '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?';
const LENGTH = new RegExp(`^(${NUMBER})(px|pt|pc|mm|cm|in|em|rem|ex|%|q)?$`, 'i');
const PIXELS: Readonly<Record<string, number>> = {
  ...{ '': 1, px: 1, pt: 96 / 72, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96, q: 96 / 101.6 },
};

/** Pixels; `undefined` when it is no length. */
export function parseLength(text: string, { percentOf, fontSize }: Sizes): number | undefined {
  const [, digits, unit = ''] = LENGTH.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const amount = Number(digits);
  if (!Number.isFinite(amount)) return undefined;
  const lower = unit.toLowerCase();
  if (lower === '%') return (amount * percentOf) / 100;
  if (lower === 'em') return amount * fontSize;
  if (lower === 'rem') return amount * 16;
  if (lower === 'ex') return amount * fontSize * 0.5;
  return amount * (PIXELS[lower] ?? 1);
}

/**
 * Numbers with blanks or commas between them, or nothing where their signs and dots tell them apart;
 * `undefined` when there is something else.
 */
export function parseNumbers(text: string): readonly number[] | undefined {
  const numbers = text.match(new RegExp(NUMBER, 'g')) ?? [];
  const rest = text.replaceAll(new RegExp(NUMBER, 'g'), '').replaceAll(/[\s,]/g, '');
  return rest === '' ? numbers.map(Number) : undefined;
}

const toRadians = (degrees: number): number => (degrees * Math.PI) / 180;
const rotate = (degrees: number): Matrix => {
  const [cos, sin] = [Math.cos(toRadians(degrees)), Math.sin(toRadians(degrees))];
  return [cos, sin, -sin, cos, 0, 0];
};

function parseStep(name: string, [a = 0, b, c = 0, d = 0, e = 0, f = 0]: readonly number[], count: number) {
  if (name === 'matrix' && count === 6) return [a, b ?? 0, c, d, e, f] as const;
  if (name === 'translate' && (count === 1 || count === 2)) return [1, 0, 0, 1, a, b ?? 0] as const;
  if (name === 'translateX' && count === 1) return [1, 0, 0, 1, a, 0] as const;
  if (name === 'translateY' && count === 1) return [1, 0, 0, 1, 0, a] as const;
  if (name === 'scale' && (count === 1 || count === 2)) return [a, 0, 0, b ?? a, 0, 0] as const;
  if (name === 'scaleX' && count === 1) return [a, 0, 0, 1, 0, 0] as const;
  if (name === 'scaleY' && count === 1) return [1, 0, 0, a, 0, 0] as const;
  if (name === 'rotate' && count === 1) return rotate(a);
  if (name === 'rotate' && count === 3)
    return multiply(multiply([1, 0, 0, 1, b ?? 0, c], rotate(a)), [1, 0, 0, 1, -(b ?? 0), -c]);
  if (name === 'skewX' && count === 1) return [1, 0, Math.tan(toRadians(a)), 1, 0, 0] as const;
  if (name === 'skewY' && count === 1) return [1, Math.tan(toRadians(a)), 0, 1, 0, 0] as const;
  return undefined;
}

const IN_DEGREES: Readonly<Record<string, number>> = { rad: 180 / Math.PI, grad: 0.9, turn: 360 };

/** Lengths in pixels and angles in degrees. */
const withoutUnits = (text: string): string =>
  text
    .replaceAll(new RegExp(`(${NUMBER})(rad|grad|turn)`, 'g'), (_, digits: string, unit: string) =>
      String(Number(digits) * (IN_DEGREES[unit] ?? 1)),
    )
    .replaceAll(/(?<=[\d.])(px|deg)/g, '');

/** A list of transforms as an attribute has it, or a style with `px` and `deg`. @throws SvgProblem */
export function parseTransform(attribute: string, text: string): Matrix {
  const value = text.trim();
  if (value === '' || value === 'none') return IDENTITY;
  let result = IDENTITY;
  let rest = value;
  while (rest !== '') {
    const [whole, name = '', inner = ''] = /^([A-Za-z]+)\s*\(([^()]*)\)[\s,]*/.exec(rest) ?? [];
    if (whole === undefined) throw notUnderstoodProblem(attribute, value);
    const numbers = parseNumbers(withoutUnits(inner));
    const step = numbers && parseStep(name, numbers, numbers.length);
    if (step === undefined) throw notUnderstoodProblem(attribute, value);
    result = multiply(result, step);
    rest = rest.slice(whole.length);
  }
  return result;
}

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export const measureDiagonal = ({ width, height }: Viewport): number =>
  Math.hypot(width, height) / Math.SQRT2;

/** `viewBox`; `undefined` when there is none that says something. */
export function parseViewBox(
  text: string | undefined,
): readonly [number, number, number, number] | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const [x, y, width, height, more] = parseNumbers(text) ?? [];
  if (x === undefined || y === undefined || width === undefined || height === undefined || more !== undefined)
    throw notUnderstoodProblem('viewBox', text);
  return [x, y, width, height];
}

const SHARES: Readonly<Record<string, number>> = { Min: 0, Mid: 0.5, Max: 1 };

/** Puts what is in a view box into an area. @throws SvgProblem */
export function fitViewBox(
  [left, top, width, height]: readonly [number, number, number, number],
  area: Viewport,
  preserveAspectRatio: string | undefined,
): Matrix {
  const value = (preserveAspectRatio ?? '').trim();
  const fit = /^(?:defer\s+)?(none|x(Min|Mid|Max)Y(Min|Mid|Max))(?:\s+(meet|slice))?$/.exec(
    value === '' ? 'xMidYMid' : value,
  );
  if (fit === null) throw notUnderstoodProblem('preserveAspectRatio', value);
  const [, align, alignX = '', alignY = '', kind = 'meet'] = fit;
  const [scaleX, scaleY] = [area.width / width, area.height / height];
  if (align === 'none') return [scaleX, 0, 0, scaleY, -left * scaleX, -top * scaleY];
  const scale = kind === 'slice' ? Math.max(scaleX, scaleY) : Math.min(scaleX, scaleY);
  const x = (area.width - width * scale) * (SHARES[alignX] ?? 0.5);
  const y = (area.height - height * scale) * (SHARES[alignY] ?? 0.5);
  return [scale, 0, 0, scale, x - left * scale, y - top * scale];
}
