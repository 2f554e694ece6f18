import { collectCoverage, flushCoverage } from '../process-coverage/collect-coverage.ts';
import type { TestState } from './test-state.ts';

/** A test whose engine has not been closed. */
export interface OpenTest extends TestState {
  readonly close: () => Promise<void>;
}

const open = new Set<OpenTest>();

/** Remembers a test until it is closed. */
export function rememberTest(test: OpenTest): void {
  open.add(test);
}

/** Counts what a test passed, before its engine is closed. */
export function forgetTest(test: OpenTest): void {
  if (open.delete(test)) collectCoverage(test);
}

/**
 * Closes all process tests that are open, and hands over what they passed to the report of coverage. The
 * entries for vitest, jest and node:test do it after the tests of each file.
 * @example
 * import { afterAll } from 'vitest';
 *
 * afterAll(closeProcessTests);
 */
export async function closeProcessTests(): Promise<void> {
  await Promise.all([...open].map((test) => test.close()));
  flushCoverage();
}
