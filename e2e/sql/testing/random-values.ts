import fc from 'fast-check';

/** Texts of values as SQL and JSON write them, so that no digit is lost before a database has them. */
const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));

const whole = (max: number) =>
  fc
    .tuple(fc.constantFrom('', '-'), fc.integer({ min: 1, max: 9 }), digits(0, max - 1))
    .map(([sign, first, rest]) => `${sign}${first}${rest}`);

export const decimal = (maxWhole: number, maxFraction: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.oneof(whole(maxWhole), fc.constant('0')), digits(0, maxFraction))
    .map(([before, behind]) => (behind === '' ? before : `${before}.${behind}`));

export const between = (min: bigint, max: bigint): fc.Arbitrary<string> =>
  fc
    .oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max, 0n, 2n ** 53n + 1n))
    .map((value) => String(value < min ? min : value > max ? max : value));

export const double: fc.Arbitrary<string> = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => String(value === 0 ? 0 : value));

/** Not so small that a server that reads it again makes nothing of it. */
export const float: fc.Arbitrary<string> = fc
  .float({ noNaN: true, noDefaultInfinity: true })
  .map((value) => String(Math.abs(value) < 1e-30 ? 0 : value));

/** Without U+0000, which no text of PostgreSQL can hold. */
export const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: 'binary', maxLength }).map((value) => value.replaceAll('\0', ''));

/** What all of Latin-1, Windows' and ISO's, has. */
export const latinText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.integer({ min: 0x20, max: 0x7e }), fc.integer({ min: 0xa0, max: 0xff })), {
    maxLength: 20,
  })
  .map((codes) => String.fromCharCode(...codes).trimEnd());

export const bytes: fc.Arbitrary<Buffer> = fc
  .uint8Array({ maxLength: 40 })
  .map((values) => Buffer.from(values));

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

export const day = (from: string, to: string): fc.Arbitrary<string> =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((value) => value.toISOString().slice(0, 10));

export const clock: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 0, max: 86_399 }), fc.integer({ min: 0, max: 999_999 }))
  .map(
    ([seconds, micros]) =>
      `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(micros, 6)}`,
  );

export const moment = (from: string, to: string): fc.Arbitrary<string> =>
  fc.tuple(day(from, to), clock).map(([date, time]) => `${date} ${time}`);

export const offset: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 14 }), fc.constantFrom(0, 30, 45))
  .map(([sign, hours, minutes]) => `${sign}${pad(hours)}:${pad(minutes)}`);

export const interval: fc.Arbitrary<string> = fc
  .tuple(...Array.from({ length: 6 }, () => fc.integer({ min: -5000, max: 5000 })))
  .map(
    ([years, months, days, hours, minutes, seconds]) =>
      `${years} years ${months} mons ${days} days ${hours} hours ${minutes} minutes ${seconds}.25 seconds`,
  );

/** JSON as text, with numbers of any length; never null, which a column of SQL takes for nothing. */
export const json: fc.Arbitrary<string> = fc
  .letrec<{ value: string; object: string; list: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      decimal(22, 22),
      text(12).map((value) => JSON.stringify(value)),
      fc.constantFrom('true', 'false', 'null'),
      tie('object'),
      tie('list'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    object: fc
      .uniqueArray(fc.tuple(text(8), tie('value')), { maxLength: 4, selector: ([name]) => name })
      .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`),
  }))
  .value.filter((value) => value !== 'null');
