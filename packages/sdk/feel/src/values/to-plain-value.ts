import type { Run } from '../run.ts';
import { BigDecimal, toPlainNumber } from './numbers.ts';
import { isTemporal } from './temporal.ts';
import { toIsoTemporal, toPlainTemporal } from './format-temporal.ts';
import { FunctionValue, isSpecial } from './values.ts';

/**
 * Plain JSON of a value. Values that are already plain are returned unchanged: only containers made by the
 * expression are walked.
 */
export function toPlainValue(run: Run, value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return value;
    case 'number':
      return toPlainNumber(value);
    case 'object':
      if (value === null || !run.isImpure(value)) return value;
      return toPlainObject(run, value);
    default:
      return null;
  }
}

function toPlainObject(run: Run, value: object): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => toPlainValue(run, item));
  if (value instanceof BigDecimal) return toPlainNumber(value);
  if (isTemporal(value)) return run.timeText === 'iso' ? toIsoTemporal(value) : toPlainTemporal(value);
  if (isSpecial(value)) return null;
  const plain: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (!(entry instanceof FunctionValue)) setEntry(plain, key, toPlainValue(run, entry));
  }
  return plain;
}

/** Sets an own entry whatever its key: `__proto__` is a key like any other. */
export function setEntry(context: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') {
    context[key] = value;
    return;
  }
  Object.defineProperty(context, key, { value, configurable: true, enumerable: true, writable: true });
}
