import type { RunRecord } from './run-record.ts';
import type { TestState } from './test-state.ts';

/** A test whose engine has not been closed. */
export interface OpenTest extends TestState {
  readonly record: RunRecord;
  readonly close: () => Promise<void>;
}

type CloseListener = (test: OpenTest) => void;

const open = new Set<OpenTest>();
const listeners = new Set<CloseListener>();

/** Remembers a test until it is closed. */
export function rememberTest(test: OpenTest): void {
  open.add(test);
}

/** Shows a test that is closing to those who collect what it passed. */
export function forgetTest(test: OpenTest): void {
  if (!open.delete(test)) return;
  for (const listener of listeners) listener(test);
}

/** Is called with each test before its engine is closed. Returns a function that ends this. */
export function onTestClose(listener: CloseListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Closes all process tests that are open. The entries for vitest, jest and node:test do it after the tests of each file.
 * @example
 * afterAll(closeProcessTests);
 */
export async function closeProcessTests(): Promise<void> {
  await Promise.all([...open].map((test) => test.close()));
}
