import { expect, test } from 'vitest';
import { BUILT, nxRun } from './nx-run.ts';

test('a target is run after its dependencies, unless these are built', () => {
  expect(nxRun('a:test', {})).toBe('nx run a:test');
  expect(nxRun('a:test', { [BUILT]: '1' })).toBe('nx run --excludeTaskDependencies a:test');
});
