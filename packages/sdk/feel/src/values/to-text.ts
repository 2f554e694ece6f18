import { isNumber, toNumberText } from './numbers.ts';
import { isTemporal } from './temporal.ts';
import { toTemporalText } from './format-temporal.ts';
import { listEntries } from './list-entries.ts';
import { Failure, FunctionValue, isContext, isList, RangeValue } from './values.ts';

/** The text of a value as the `string` function gives it; texts inside lists and contexts are quoted. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (isNumber(value)) return toNumberText(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(toText).join(', ')}]`;
  if (isTemporal(value)) return toTemporalText(value);
  if (value instanceof FunctionValue) return `function(${value.parameters.join(', ')})`;
  if (value instanceof Failure) return `${value.fatal ? 'fatal error' : 'error'}("${value.message}")`;
  if (value instanceof RangeValue) {
    const { start, end, startIncluded, endIncluded } = value;
    return `${startIncluded ? '[' : '('}${toText(start)}..${toText(end)}${endIncluded ? ']' : ')'}`;
  }
  if (!isContext(value)) return 'null';
  const entries = listEntries(value).filter(([, entry]) => !(entry instanceof FunctionValue));
  return `{${entries.map(([key, entry]) => `${key}:${toText(entry)}`).join(', ')}}`;
}
