const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours from UTC of the zones that have names (RFC 5322, 4.3). All other names mean UTC. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
};
const CLOCK = String.raw`(?<hour>\d\d?)[:.](?<minute>\d\d)(?:[:.](?<second>\d\d))?(?:\.\d+)?`;
/** RFC 5322, 3.3 and 4.3: `Tue, 1 Sep 2026 10:00:00 +0200`, and how programs write it wrongly. */
const MAIL_DATE = new RegExp(
  String.raw`^(?:[^\d,]{1,20},?)? ?(?<day>\d\d?)[ -]?(?<month>[a-z]{3})[a-z]{0,6}\.?[ -]?(?<year>\d{2,4}) ${CLOCK} ?(?<zone>.{0,50})$`,
  'i',
);
/** As `asctime` of C writes it: `Tue Sep  1 10:00:00 2026`. */
const C_DATE = new RegExp(
  String.raw`^[a-z]{3} (?<month>[a-z]{3}) (?<day>\d\d?) ${CLOCK} (?<zone>.{0,50}?) ?(?<year>\d{4})$`,
  'i',
);
const ISO_DATE = new RegExp(
  String.raw`^(?<year>\d{4})-(?<number>\d\d)-(?<day>\d\d)[T ]${CLOCK} ?(?<zone>.{0,50})$`,
  'i',
);
const MAX_CHARACTERS = 500;

/**
 * Milliseconds since 1970 of a `Date` header (RFC 5322, 3.3 and 4.3), as lenient as mail programs are. A time
 * without a zone, or with one that nobody knows, is UTC, so that it does not depend on the machine.
 * `undefined` for what is no date.
 */
export function readDate(header: string): number | undefined {
  const text = withoutComments(header.slice(0, MAX_CHARACTERS))
    .replaceAll('"', ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?: ?/g, ':')
    .trim();
  const groups = (MAIL_DATE.exec(text) ?? C_DATE.exec(text) ?? ISO_DATE.exec(text))?.groups;
  if (groups === undefined) return undefined;
  const { year = '', month = '', number, day, hour, minute, second = '0', zone = '' } = groups;
  const monthIndex = number === undefined ? MONTHS.indexOf(month.toLowerCase()) : Number(number) - 1;
  const date = new Date(0);
  date.setUTCFullYear(fullYear(year), monthIndex, Number(day));
  if (monthIndex < 0 || date.getUTCMonth() !== monthIndex) return undefined;
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 24 || minutes > 59 || seconds > 60) return undefined;
  return date.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1_000 - offsetMs(zone);
}

/** Years of two and three digits (RFC 5322, 4.3). */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 2) return year + (year < 50 ? 2000 : 1900);
  return text.length === 3 ? year + 1900 : year;
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^(?:[a-z]{1,3} ?)?([+-])(\d\d?):?(\d\d)?/i.exec(zone) ?? [];
  if (sign === undefined) return (ZONES[zone.toLowerCase().slice(0, 3)] ?? 0) * 3_600_000;
  const offset = (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -offset : offset;
}

function withoutComments(text: string): string {
  let kept = '';
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(depth - 1, 0);
    else if (depth === 0) kept += character;
  }
  return kept;
}
