import { afterAll, expect } from '@jest/globals';
import type {} from 'expect';
import { closeProcessTests } from './context/open-tests.ts';
import { createMatchers } from './matchers/create-matchers.ts';
import type { EventualProcessMatchers, ProcessMatchers } from './matchers/process-matchers.ts';

export type { EventualProcessMatchers, ProcessMatchers } from './matchers/process-matchers.ts';

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the parameter has to be there: the interface is jest's
  interface Matchers<R, T> extends ProcessMatchers<R>, EventualProcessMatchers {}
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- those who use @types/jest have the interface here
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- the parameter has to be there: the interface is jest's
    interface Matchers<R, T> extends ProcessMatchers<R>, EventualProcessMatchers {}
  }
}

/**
 * Adds the matchers to `expect`, and closes process tests after the tests of a file. Importing this module
 * does it.
 * @example
 * // jest.config.js
 * export default { setupFilesAfterEnv: ['@jobwright/process-testing/jest'] };
 */
export function setUpProcessTesting(): void {
  expect.extend(createMatchers());
  afterAll(closeProcessTests);
}

setUpProcessTesting();
