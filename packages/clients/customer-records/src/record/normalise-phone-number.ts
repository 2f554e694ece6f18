import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** E.164, e.g. `+4930123456`; undefined when no such number can exist. `country` is that of numbers without a prefix. */
export function normalisePhoneNumber(text: string, country: string | undefined): string | undefined {
  const code = country?.toUpperCase();
  const parsed = parsePhoneNumberFromString(
    text,
    code !== undefined && isSupportedCountry(code) ? code : undefined,
  );
  return parsed?.isPossible() === true ? parsed.number : undefined;
}
