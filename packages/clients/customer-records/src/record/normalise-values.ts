import type { JsonObject } from '@jobwright/json';
import { findCountryCode } from './find-country-code.ts';
import { normalisePhoneNumber } from './normalise-phone-number.ts';
import type { RecordProblem } from './record-problem.ts';
import { recordInvalidError } from './record-invalid-error.ts';
import { readPath, withPath } from './value-path.ts';

/** Which fields are brought into which form. */
export interface NormaliseRules {
  readonly email?: readonly string[] | undefined;
  readonly phone?: readonly string[] | undefined;
  /** Of numbers without a country's prefix. */
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
  country: { normalise: findCountryCode, problem: 'is not a country that is known' },
} as const satisfies Readonly<Record<string, { readonly normalise: Normaliser; readonly problem: string }>>;

/**
 * Null and fields that are not there stay so.
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

/** RFC 5321 lets the part before the @ differ by case; in practice nobody's does. */
function normaliseEmail(text: string): string | undefined {
  const email = text.trim().normalize('NFC').toLowerCase();
  return /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) && email.length <= 254
    ? email
    : undefined;
}
