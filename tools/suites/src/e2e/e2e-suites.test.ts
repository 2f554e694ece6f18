import { expect, test, vi } from 'vitest';
import { readSuites } from '../test-report/suites.ts';
import { e2eSuites } from './e2e-suites.ts';

test('no suite is forgotten in suites.json, in short or in full', () => {
  const nightly = readSuites()
    .map((suite) => suite.nightly)
    .join('\n');
  const called = (name: string, option = '') =>
    new RegExp(`npm run e2e -- ${name}${option}(?:\\s|$)`, 'm').test(nightly);
  const names = Object.keys(e2eSuites).filter((name) => name !== 'embedded');
  expect(names.filter((name) => !called(name) && !called(name, ' --full'))).toEqual([]);
  const withFull = names.filter((name) => e2eSuites[name]!.does.endsWith('--full'));
  expect(withFull).toEqual(['hostile', 'durability', 'pdf', 'mail', 'sql', 'operaton', 'engine']);
  expect(withFull.filter((name) => !called(name, ' --full'))).toEqual([]);
});

test('no cluster is told in one line', async () => {
  const complain = vi.spyOn(console, 'error').mockReturnValue();
  vi.stubEnv('ZEEBE_GRPC_ADDRESS', '');
  vi.stubEnv('ZEEBE_REST_ADDRESS', '');
  expect(await e2eSuites['camunda8']!.run([])).toBe(2);
  expect(complain.mock.calls.flat().join()).toContain('No Camunda 8 cluster is named');
});
