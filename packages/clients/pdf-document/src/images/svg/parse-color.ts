import { NAMED_COLORS } from './named-colors.ts';

export interface Color {
  /** 0 to 255 each. */
  readonly rgb: readonly [number, number, number];
  /** 0 to 1. */
  readonly alpha: number;
}

/**
 * A color as CSS Color 4 writes it: by name, `#rgb` to `#rrggbbaa`, `rgb()`, `hsl()`; `undefined` when it is
 * none of these.
 */
export function parseColor(text: string): Color | undefined {
  const value = text.trim().toLowerCase();
  if (value === 'transparent') return { rgb: [0, 0, 0], alpha: 0 };
  const named = NAMED_COLORS.get(value);
  if (named !== undefined) return parseHex(named);
  // A color for printers behind it is for printers.
  const [, hex] = /^#([0-9a-f]{3,8})(?:\s+icc-color\([^)]*\))?$/.exec(value) ?? [];
  if (hex !== undefined) return parseHex(hex);
  const [, name = '', inner = ''] = /^(rgba?|hsla?)\(([^()]*)\)$/.exec(value) ?? [];
  if (name === '') return undefined;
  const parts = splitArguments(inner);
  return parts === undefined ? undefined : name.startsWith('rgb') ? parseRgb(parts) : parseHsl(parts);
}

function parseHex(hex: string): Color | undefined {
  if (![3, 4, 6, 8].includes(hex.length)) return undefined;
  const digits = hex.length < 6 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0, alpha = 255] = digits.map((pair) => Number.parseInt(pair, 16));
  return { rgb: [red, green, blue], alpha: alpha / 255 };
}

/** Three parts and perhaps one of alpha; with commas, or with blanks and a slash before the alpha. */
function splitArguments(inner: string): readonly string[] | undefined {
  const text = inner.trim();
  const hasCommas = text.includes(',');
  if (hasCommas && text.includes('/')) return undefined;
  const parts = hasCommas ? text.split(/\s*,\s*/) : text.replace(/\s*\/\s*/, ' / ').split(/\s+/);
  const slash = parts.indexOf('/');
  if (slash !== -1 && (slash !== 3 || parts.length !== 5)) return undefined;
  const values = parts.filter((part) => part !== '/');
  const isWhole = values.length === 3 || (values.length === 4 && (hasCommas || slash === 3));
  return isWhole ? values : undefined;
}

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%|deg|rad|grad|turn)?$/;

interface Amount {
  readonly value: number;
  readonly unit: string;
}

function parseAmount(part: string): Amount | undefined {
  if (part === 'none') return { value: 0, unit: '' };
  const [, digits, unit = ''] = NUMBER.exec(part) ?? [];
  return digits === undefined ? undefined : { value: Number(digits), unit };
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/** A part that is a number up to `most`, or a share in percent. */
function parseShare(part: string | undefined, most: number): number | undefined {
  const amount = parseAmount(part ?? '');
  if (amount === undefined || !['', '%'].includes(amount.unit)) return undefined;
  return clamp(amount.unit === '%' ? (amount.value * most) / 100 : amount.value, most);
}

function parseRgb([red, green, blue, alpha = '1']: readonly string[]): Color | undefined {
  const [r, g, b] = [red, green, blue].map((part) => parseShare(part, 255));
  const a = parseShare(alpha, 1);
  if (r === undefined || g === undefined || b === undefined || a === undefined) return undefined;
  return { rgb: [Math.round(r), Math.round(g), Math.round(b)], alpha: a };
}

const DEGREES: Readonly<Record<string, number>> = { '': 1, deg: 1, rad: 180 / Math.PI, grad: 0.9, turn: 360 };

function parseHsl([hue = '', saturation, lightness, alpha = '1']: readonly string[]): Color | undefined {
  const angle = parseAmount(hue);
  const degrees = angle === undefined ? undefined : DEGREES[angle.unit];
  const [s, l, a] = [parseShare(saturation, 100), parseShare(lightness, 100), parseShare(alpha, 1)];
  if (angle === undefined || degrees === undefined || s === undefined || l === undefined || a === undefined)
    return undefined;
  const turned = (((angle.value * degrees) % 360) + 360) % 360;
  const amplitude = (s / 100) * Math.min(l / 100, 1 - l / 100);
  const channel = (shift: number): number => {
    const k = (shift + turned / 30) % 12;
    return Math.round(255 * (l / 100 - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return { rgb: [channel(0), channel(8), channel(4)], alpha: a };
}
