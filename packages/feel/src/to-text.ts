import { FeelDate, FeelDateTime, FeelDuration, FeelTime, isFunction } from 'feelin';
import { isPlainObject, toPlainNumber } from './to-plain-value.ts';

/** The text of a value as the `string` function gives it; texts inside lists and contexts are quoted. */
export function toText(value: unknown): string {
  return typeof value === 'string' ? value : toNestedText(value);
}

function toNestedText(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'number') return toNumberText(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(toNestedText).join(', ')}]`;
  if (isTemporal(value)) return value.toString();
  if (isFunction(value)) return `function(${value.parameterNames.join(', ')})`;
  if (isPlainObject(value)) {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${key}:${toNestedText(entry)}`)
      .join(', ')}}`;
  }
  return 'null';
}

function isTemporal(value: unknown): value is FeelDate | FeelTime | FeelDateTime | FeelDuration {
  return [FeelDate, FeelTime, FeelDateTime, FeelDuration].some((type) => value instanceof type);
}

function toNumberText(value: number): string {
  const plain = toPlainNumber(value);
  if (plain === null) return 'null';
  return Math.abs(plain) >= 1e21
    ? plain.toLocaleString('en-US', { useGrouping: false })
    : String(plain).toUpperCase();
}
