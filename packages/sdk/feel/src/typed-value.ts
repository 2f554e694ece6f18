import { FeelError } from './feel-error.ts';
import { toPlainTemporal } from './values/format-temporal.ts';
import { BigDecimal, toPlainNumber } from './values/numbers.ts';
import { isTemporal } from './values/temporal.ts';
import { setEntry } from './values/to-plain-value.ts';
import { Failure, FunctionValue, isSpecial, type Kind, kindOf } from './values/values.ts';

/** The type of a FEEL value. */
export type FeelType = Kind;

/** The type of a value of a typed expression, or of plain JSON. */
export function feelTypeOf(value: unknown): FeelType {
  return kindOf(value);
}

/** What a function returns to say that it failed: the call gives null. */
export function createFailure(message: string): unknown {
  return new Failure(message);
}

/** At most as many values as a list of an expression may have. */
const maxValues = 1_000_000;

/**
 * Plain JSON of a value that kept its FEEL type: temporals are the text that the broker writes to variables.
 * @throws FeelError `evaluation` for more than 1,000,000 values
 */
export function toPlainJson(value: unknown): unknown {
  let count = 0;
  const convert = (inner: unknown): unknown => {
    count += 1;
    if (count > maxValues)
      throw new FeelError('evaluation', `The result holds more than ${maxValues} values`, {
        limit: 'maxListLength',
      });
    if (typeof inner === 'number') return toPlainNumber(inner);
    if (typeof inner !== 'object' || inner === null) return inner ?? null;
    return convertObject(inner, convert);
  };
  try {
    return convert(value);
  } catch (error) {
    if (error instanceof RangeError) throw new FeelError('evaluation', 'The result is nested too deep');
    throw error;
  }
}

function convertObject(value: object, convert: (inner: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (value instanceof BigDecimal) return toPlainNumber(value);
  if (isTemporal(value)) return toPlainTemporal(value);
  if (isSpecial(value)) return null;
  const plain: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value))
    if (!(entry instanceof FunctionValue)) setEntry(plain, key, convert(entry));
  return plain;
}
