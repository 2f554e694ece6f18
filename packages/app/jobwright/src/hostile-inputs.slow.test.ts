import { type Field, listFields } from '@jobwright/connector-sdk';
import type { JsonValue } from '@jobwright/json';
import { describe, expect, test } from 'vitest';
import { bundledConnectors } from './connector-modules/bundled-connectors.ts';

const LENGTH = 100_000;
/** Processor time: what a reader needs that goes over such a text once for each of its characters is more. */
const MAX_WORK_MS = 3_000;
const fill = (part: string, end = ''): string => part.repeat(Math.ceil(LENGTH / part.length)) + end;

/** Each makes some kind of reader that goes back take time with the square of its length. */
const HOSTILE: readonly string[] = [
  fill('a'),
  fill('a', '!'),
  fill(' ', 'x'),
  `x${fill(' ', 'x')}`,
  `x${fill('\t\n', 'x')}`,
  fill('<'),
  fill('a a <a@b.com>,'),
  fill('"\\'),
  `"${fill('\\"')}`,
  fill('"a'),
  fill('a@'),
  `a@${fill('a.')}`,
  `a@${fill('a-', '!')}`,
  fill('1', 'x'),
  `1.${fill('0', 'x')}`,
  `P${fill('1', 'x')}`,
  `PT${fill('1S')}`,
  `2020-01-01T${fill('0:')}`,
  fill('%'),
  fill('%2e', '%'),
  `http://${fill('a:')}`,
  `http://a/${fill('#', '\n')}`,
  `http://a/${fill('../')}`,
  `{{${fill('secrets.')}`,
  fill('{{secrets.A}}'),
  fill('{{'),
  fill('['),
  fill('(', ')'),
  fill('/*'),
  fill('=?utf-8?q?'),
  fill('charset=;'),
  fill('\\n'),
  fill('-----BEGIN '),
  `-----BEGIN CERTIFICATE-----${fill('A')}`,
  fill(','),
  fill(';a=b'),
  fill('é', '!'),
];

/** Variables that bring a text to a field: what its conditions ask for is there. */
function toVariables({ path, conditions }: Field, text: string): Record<string, JsonValue> {
  const variables: Record<string, JsonValue> = {};
  const put = (target: string, value: JsonValue): void => {
    const names = target.split('.');
    let place: Record<string, unknown> = variables;
    for (const name of names.slice(0, -1)) place = (place[name] ??= {}) as Record<string, unknown>;
    place[names.at(-1) ?? ''] = value;
  };
  for (const condition of conditions) put(condition.path, condition.values[0] ?? '');
  put(path, text);
  return variables;
}

describe.each(bundledConnectors)('$name', ({ operations }) => {
  test.each([...operations])(
    'whatever text stands in a field of %s, it is read once',
    { timeout: 120_000 },
    (_name, { input }) => {
      for (const field of listFields(input)) {
        for (const text of HOSTILE) {
          const before = process.cpuUsage();
          input.safeParse(toVariables(field, text));
          const { user, system } = process.cpuUsage(before);
          const workMs = (user + system) / 1_000;
          expect(workMs, `${field.path} of ${text.slice(0, 20)}`).toBeLessThan(MAX_WORK_MS);
        }
      }
    },
  );
});
