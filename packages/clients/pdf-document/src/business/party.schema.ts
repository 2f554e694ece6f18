import { z } from 'zod';

const isWhole = (text: string): boolean => !/\p{Cs}/u.test(text);
const CUT = 'A character is cut in half';

export const defineLine = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, 'Line breaks and control characters are not allowed')
    .refine(isWhole, CUT);
export const defineMultiline = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^(?:[\n\r\t]|\P{Cc})*$/u, 'Control characters are not allowed')
    .refine(isWhole, CUT);

/** A day, e.g. `2026-01-31`, without the time that may follow it. */
export const isoDate = z
  .string()
  .regex(/^[^T ]{10}(?:$|[T ]\d)/, 'Expected a date such as 2026-01-31')
  .transform((text) => text.slice(0, 10))
  .pipe(z.iso.date('Expected a date such as 2026-01-31'));

const country = z.string().regex(/^[A-Z]{2}$/, 'Expected a country such as DE');

/** Somebody with an address. */
export const party = z.strictObject({
  name: defineLine(200),
  /** Who is to be asked. */
  contact: defineLine(200).optional(),
  street: defineLine(200).optional(),
  street2: defineLine(200).optional(),
  postCode: defineLine(20).optional(),
  city: defineLine(100).optional(),
  country: country.default('DE'),
  vatId: z
    .string()
    .regex(/^[A-Z]{2}[A-Za-z0-9+*]{2,20}$/, 'Expected a VAT identifier such as DE123456789')
    .optional(),
  taxNumber: defineLine(50).optional(),
  /** In a register of companies. */
  registration: defineLine(100).optional(),
  email: z.email().optional(),
  phone: defineLine(50).optional(),
  website: defineLine(200).optional(),
});
export type Party = z.output<typeof party>;

/** The lines of an address; the country only where it is not the one of the sender. */
export function listAddressLines(
  { name, contact, street, street2, postCode, city, country: code }: Party,
  { locale, home }: { readonly locale: string; readonly home: string },
): readonly string[] {
  const locality = [postCode, city].filter((part) => part !== undefined).join(' ');
  const abroad = code === home ? undefined : new Intl.DisplayNames(locale, { type: 'region' }).of(code);
  return [name, contact, street, street2, locality, abroad].filter(
    (line): line is string => line !== undefined && line !== '',
  );
}
