import { expect, test } from 'vitest';
import { factFields } from './input-fields.schema.ts';

test.each([
  ['now() in a variable', '2026-11-29T00:40:39.623-05:00[America/New_York]', '2026-11-29T00:40:39.623-05:00'],
  ['string(now())', '2026-07-01T10:00:00.123@Europe/Berlin', '2026-07-01T10:00:00.123+02:00'],
  ['without seconds', '2026-01-31T10:00+01:00', '2026-01-31T10:00:00+01:00'],
  ['in UTC', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00Z'],
  ['a day', '2026-01-31', '2026-01-31'],
])('the time of a file is taken as FEEL writes it: %s', (_what, text, expected) => {
  expect(factFields.createdAt.parse(text)).toBe(expected);
});

test.each(['2026-02-30', '2026-04-31T10:00:00Z', '2026-01-31T10:00:00', '10:00:00', 'PT1H', 'now'])(
  '%j is refused',
  (text) => expect(factFields.createdAt.safeParse(text).success).toBe(false),
);
