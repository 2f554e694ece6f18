import type { FilterValue } from '../../../core/search/field-filter.ts';
import type { ValueField } from '../../../core/search/search-fields.ts';
import { invalidArgument, unexpectedValue, unreadableProperty } from './invalid-argument.ts';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;
const MAX_TEXT_LENGTH = 10_000;

/** A date as milliseconds since 1970. @throws Problem when it is none. */
export function readDateTime(value: unknown, property: string): number {
  const at = typeof value === 'string' && RFC_3339.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at))
    throw invalidArgument(
      `The provided ${property} '${String(value)}' cannot be parsed as a date according to RFC 3339, section 5.6.`,
    );
  return at;
}

function readText(value: unknown, property: string): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw unreadableProperty(property);
  if (value.length > MAX_TEXT_LENGTH)
    throw invalidArgument(`The provided ${property} exceeds the limit of ${MAX_TEXT_LENGTH} characters.`);
  return value;
}

function readInteger(value: unknown, property: string): number {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  if (!Number.isSafeInteger(number) || typeof number !== 'number') throw unreadableProperty(property);
  return number;
}

export function readBoolean(value: unknown, property: string): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw unreadableProperty(property);
}

/**
 * A value as records have it: dates are numbers. Like the gateway, it takes numbers for texts, and texts of
 * digits for numbers.
 */
export function readFilterValue(
  { type, values }: Pick<ValueField<never>, 'type' | 'values'>,
  value: unknown,
  property: string,
): FilterValue {
  switch (type) {
    case 'dateTime':
      return readDateTime(value, property);
    case 'integer':
      return readInteger(value, property);
    case 'boolean':
      return readBoolean(value, property);
    case 'text': {
      const text = readText(value, property);
      if (values && !values.includes(text)) throw unexpectedValue(text, property, values);
      return text;
    }
  }
}
