import type { JsonObject } from '@jobwright/json';
import { findCountryCode } from './find-country-code.ts';
import { normalisePhoneNumber } from './normalise-phone-number.ts';
import type { RecordProblem } from './record-problem.ts';
import { recordInvalidError } from './record-invalid-error.ts';
import { readPath, withPath } from './value-path.ts';

/** Which values are brought into which form, by path. */
export interface NormaliseRules {
  readonly email?: readonly string[] | undefined;
  readonly phone?: readonly string[] | undefined;
  /** Country (ISO 3166-1 alpha-2) of numbers without a prefix. Default: such numbers are refused. */
  readonly phoneCountry?: string | undefined;
  readonly country?: readonly string[] | undefined;
}

type Normaliser = (text: string, rules: NormaliseRules) => string | undefined;

const NORMALISERS = {
  email: { normalise: normaliseEmail, problem: 'is not an e-mail address' },
  phone: {
    normalise: (text: string, { phoneCountry }: NormaliseRules) => normalisePhoneNumber(text, phoneCountry),
    problem:
      'is not a phone number that can exist; without a country prefix normalise.phoneCountry is needed',
  },
  country: { normalise: findCountryCode, problem: 'is not a known country' },
} as const satisfies Readonly<Record<string, { readonly normalise: Normaliser; readonly problem: string }>>;

/**
 * Normalises values. Null and missing values stay as they are.
 * @throws RecordError `recordInvalid`
 */
export function normaliseValues(values: JsonObject, rules: NormaliseRules): JsonObject {
  let normalised = values;
  const problems: RecordProblem[] = [];
  for (const kind of ['email', 'phone', 'country'] as const) {
    const { normalise, problem } = NORMALISERS[kind];
    for (const path of rules[kind] ?? []) {
      const value = readPath(normalised, path);
      if (value === undefined || value === null) continue;
      const text = typeof value === 'string' ? normalise(value, rules) : undefined;
      if (text === undefined) problems.push({ path, message: problem });
      else normalised = withPath(normalised, path, text);
    }
  }
  if (problems.length > 0) throw recordInvalidError(problems);
  return normalised;
}

/** RFC 5321 makes the part before the @ case-sensitive; in practice it is not. */
function normaliseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  return !/\p{C}/u.test(email) &&
    /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) &&
    email.length <= 254
    ? email
    : undefined;
}
