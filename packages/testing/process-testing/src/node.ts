import { after } from 'node:test';
import { closeProcessTests } from './context/open-tests.ts';

export {
  type AssertOptions,
  assertThat,
  type DecisionAssert,
  type IncidentAssert,
  type ProcessInstanceAssert,
  type UserTaskAssert,
} from './assertions/assert-that.ts';

/**
 * Closes process tests after the tests of a file. Importing `@jobwright/process-testing/node` in a file does
 * it.
 * @example
 * import { assertThat } from '@jobwright/process-testing/node';
 */
export function setUpProcessTesting(): void {
  after(closeProcessTests);
}

setUpProcessTesting();
