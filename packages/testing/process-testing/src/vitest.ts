import { afterAll, expect } from 'vitest';
import { closeProcessTests } from './context/open-tests.ts';
import { createMatchers } from './matchers/create-matchers.ts';
import type { EventualProcessMatchers, ProcessMatchers } from './matchers/process-matchers.ts';

export type { EventualProcessMatchers, ProcessMatchers } from './matchers/process-matchers.ts';

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the parameter has to be there: the interface is vitest's
  interface Matchers<T> extends ProcessMatchers<void>, EventualProcessMatchers {}
}

/**
 * Adds the matchers to `expect`, and closes process tests after the tests of a file. Importing this module
 * does it for the file, so this is only for a setup file of your own where vitest runs with `isolate: false`.
 * @example
 * // vitest.config.ts
 * import { defineConfig } from 'vitest/config';
 *
 * export default defineConfig({ test: { setupFiles: ['@jobwright/process-testing/vitest'] } });
 */
export function setUpProcessTesting(): void {
  expect.extend(createMatchers());
  afterAll(closeProcessTests);
}

setUpProcessTesting();
