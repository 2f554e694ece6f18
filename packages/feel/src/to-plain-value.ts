import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { formatDateTime, formatDuration, formatTime } from './format-temporal.ts';

/** Turns a value of the evaluator into plain JSON. What is plain already is returned as it is, not copied. */
export function toPlainValue(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return toPlainNumber(value);
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return toPlainList(value);
      return isPlainObject(value) ? toPlainContext(value) : toPlainTemporal(value);
    default:
      return null;
  }
}

/** 16 significant digits: what FEEL's decimal arithmetic and JavaScript's binary one agree on. */
export function toPlainNumber(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(16));
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function toPlainList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const plain = toPlainValue(list[index]);
    if (!Object.is(plain, list[index])) copy ??= [...list];
    if (copy) copy[index] = plain;
  }
  return copy ?? list;
}

function toPlainContext(context: Record<string, unknown>): Record<string, unknown> {
  let changes: Map<string, unknown> | undefined;
  for (const key of Object.keys(context)) {
    const plain = toPlainValue(context[key]);
    if (!Object.is(plain, context[key])) (changes ??= new Map<string, unknown>()).set(key, plain);
  }
  return changes ? Object.fromEntries([...Object.entries(context), ...changes]) : context;
}

function toPlainTemporal(value: object): string | null {
  if (value instanceof FeelDate) return value.iso;
  if (value instanceof FeelTime) return formatTime(value);
  if (value instanceof FeelDateTime) return formatDateTime(value);
  if (value instanceof FeelDuration) return formatDuration(value);
  return null;
}
