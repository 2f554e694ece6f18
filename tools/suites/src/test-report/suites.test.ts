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

test('no command of the workspace that tests is forgotten', () => {
  const all = suites.map(({ nightly }) => nightly).join('\n');
  const tests = Object.keys(scripts).filter((name) => /^(?:e2e|test)(?:$|:)/.test(name));
  const called = (name: string) => new RegExp(`npm (?:run )?${name}(?:\\s|$)`, 'm').test(all);
  expect(tests.filter((name) => !called(name))).toEqual([]);
});
