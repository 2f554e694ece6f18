/** The three forms of RFC 9110 (5.6.7), and ISO 8601 with its offset. */
const FORMS: readonly RegExp[] = [
  /^[a-z]{3}, \d{2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC|[+-]0000)$/i,
  /^[a-z]{6,9}, \d{2}-[a-z]{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/i,
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/i,
];
/** It has no time zone and means GMT. */
const ASCTIME = /^[a-z]{3} [a-z]{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/i;

/**
 * Parses the date of a header: milliseconds since the epoch, or `undefined` if it has none of the known
 * forms.
 */
export function parseHttpDate(text: string): number | undefined {
  const date = text.trim();
  const isAsctime = ASCTIME.test(date);
  if (!isAsctime && !FORMS.some((form) => form.test(date))) return undefined;
  const ms = Date.parse(isAsctime ? `${date} GMT` : date);
  return Number.isNaN(ms) ? undefined : ms;
}
