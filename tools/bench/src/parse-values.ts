import { parseArgs, type ParseArgsConfig } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { UsageError } from './benchmark.ts';

/** The options of a command line. @throws UsageError for one that is not known */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
): ReturnType<typeof parseArgs<{ args: string[]; options: Options }>>['values'] {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new UsageError(toErrorMessage(cause), { cause });
  }
}

/** The names of a list with commas. @throws UsageError for one that is not known, or an empty list */
export function parseNames<Name extends string>(
  option: string,
  text: string,
  known: readonly Name[],
): readonly Name[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))].filter(Boolean);
  if (names.length === 0 && option !== 'without') {
    throw new UsageError(`--${option} takes one or more of: ${known.join(', ')}.`);
  }
  return names.map((name) => {
    const found = known.find((candidate) => candidate === name);
    if (found === undefined)
      throw new UsageError(`--${option} knows no ${name}; there are: ${known.join(', ')}.`);
    return found;
  });
}

/** @throws UsageError for what is not a whole number from `min` on */
export function parseCount(option: string, text: string, min: number): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= min && text.trim() !== '') return count;
  throw new UsageError(`--${option} takes a whole number from ${min} on, not ${text}.`);
}
