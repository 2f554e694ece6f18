import { findNearestName } from '@jobwright/text-values';
import { isRecord, mustBe, type OptionChecks } from './option-checks.ts';
import { OptionsError } from './options-error.ts';

/** Names that differ by more letters are not misspelt, but something of the caller. */
const MAX_DISTANCE = 2;

/** What is called with the options, and how. */
export interface OptionsCall<Options> {
  /** Such as `startConnectors`. */
  readonly of: string;
  /** An example of options. */
  readonly example: string;
  readonly checks: OptionChecks<Options>;
  /** Options that must be there. */
  readonly required: readonly (keyof Options & string)[];
}

/**
 * Checks options before anything is done with them, all at once: callers may write JavaScript.
 * @throws OptionsError that names each mistake
 */
export function checkOptions<Options>(options: unknown, call: OptionsCall<Options>): void {
  const { of, example, checks, required } = call;
  if (!isRecord(options))
    throw new OptionsError(of, [`they ${mustBe(`an object: ${of}(${example})`, options)}`]);
  const known: ReadonlyMap<string, (value: unknown) => string | undefined> = new Map(Object.entries(checks));
  const mistakes = Object.entries(options).flatMap(([name, value]) => {
    const check = known.get(name);
    const mistake = check === undefined ? findMeant(name, [...known.keys()]) : checkGiven(check, value);
    return mistake === undefined ? [] : [`${name} ${mistake}`];
  });
  const missing = required.filter((name) => options[name] === undefined);
  const absent = missing.map((name) => `${name} is missing: write ${of}(${example})`);
  if (mistakes.length + absent.length > 0) throw new OptionsError(of, [...absent, ...mistakes]);
}

const checkGiven = (check: (value: unknown) => string | undefined, value: unknown): string | undefined =>
  value === undefined ? undefined : check(value);

function findMeant(name: string, known: readonly string[]): string | undefined {
  const meant = findNearestName(name, known, { maxDistance: MAX_DISTANCE });
  return meant === undefined ? undefined : `is not an option: did you mean ${meant}?`;
}
