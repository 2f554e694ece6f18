import { isJsonObject, type JsonObject } from '@jobwright/json';
import type { StandardSchema } from '@jobwright/feel';
import { parseDurationMs } from './duration.ts';

/** What an argument has to be. `read` returns `undefined` when it is not. */
function toSchema<Output>(
  expected: string,
  read: (value: unknown) => Output | undefined,
): StandardSchema<Output> {
  const wrong = { issues: [{ message: `must be ${expected}` }] };
  return {
    '~standard': {
      version: 1,
      vendor: 'jobwright',
      validate(value) {
        const output = read(value);
        return output === undefined ? wrong : { value: output };
      },
    },
  };
}

const readText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A whole number beyond 2^53 is a `bigint`. */
export const readNumber = (value: unknown): number | undefined => {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

const readDurationMs = (value: unknown): number | undefined =>
  typeof value === 'string' ? parseDurationMs(value) : undefined;

/** Null means left out. */
const orDefault =
  <Output>(read: (value: unknown) => Output | undefined, fallback: Output) =>
  (value: unknown): Output | undefined =>
    value === null || value === undefined ? fallback : read(value);

const noVariables: JsonObject = {};

export const text = toSchema('a String', readText);
/** It is checked later, when its path in the result is known. */
export const given = toSchema('a String or a Context', (value) =>
  typeof value === 'string' || isJsonObject(value) ? value : undefined,
);
export const number = toSchema('a Number', readNumber);
export const optionalText = toSchema('a String', orDefault(readText, ''));
export const optionalContext = toSchema(
  'a Context',
  orDefault((value) => (isJsonObject(value) ? value : undefined), noVariables),
);
export const numberOr = (fallback: number): StandardSchema<number> =>
  toSchema('a Number', orDefault(readNumber, fallback));
/** An ISO 8601 duration, read as milliseconds. */
export const durationOr = (fallbackMs: number): StandardSchema<number> =>
  toSchema('a Duration, e.g. @"PT10S"', orDefault(readDurationMs, fallbackMs));
