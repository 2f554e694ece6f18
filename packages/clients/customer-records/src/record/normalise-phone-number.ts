import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * E.164, e.g. `+4930123456`; undefined if no such number can exist, or it has an extension. `country`: of
 * numbers without a prefix.
 */
export function normalisePhoneNumber(text: string, country: string | undefined): string | undefined {
  const code = country?.toUpperCase();
  const parsed = parsePhoneNumberFromString(text.replace(/^\s*tel:/i, ''), {
    ...(code !== undefined && isSupportedCountry(code) && { defaultCountry: code }),
    // A text with a number somewhere in it is not one.
    extract: false,
  });
  // E.164 has no extensions: without it, somebody else would answer.
  if (parsed?.isPossible() !== true || parsed.ext !== undefined) return undefined;
  return parsed.number;
}
