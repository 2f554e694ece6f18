import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSuites } from './suites.ts';

const suites = readSuites();
const { scripts } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as {
  scripts: Record<string, string>;
};

test('each command of a suite is one of the workspace', () => {
  const commands = suites
    .flatMap(({ ci, nightly }) => [ci ?? nightly, nightly])
    .flatMap((line) => line.split(' && '));
  const names = commands.map((line) => /^(?:[A-Z_]+=\w+ )*npm (?:run )?([\w:-]+)/.exec(line)?.[1] ?? line);
  expect(names.filter((name) => !(name in scripts))).toEqual([]);
});
