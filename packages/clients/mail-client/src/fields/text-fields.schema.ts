import { isLocale, isTimeZone } from '@jobwright/text-values';
import { z } from 'zod';

/** How numbers, money and dates in a text are written: BCP 47, e.g. `de-AT`. */
export const textLanguage = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'Expected a language tag such as en or de-AT')
  .refine(isLocale, 'Expected a language tag such as en or de-AT');

/** Of times in a text, e.g. `Europe/Berlin`. */
export const textTimeZone = z.string().refine(isTimeZone, 'Expected a time zone such as Europe/Berlin');
