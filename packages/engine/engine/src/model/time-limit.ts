/** Runs a piece of synchronous work, and ends it where it is when the time for all of them is up. */
export type RunLimited = <T>(work: () => T) => T;

/** The time for pieces of work on this thread is up. */
export class TimeUpError extends Error {
  override readonly name = 'TimeUpError';
}

/** Work that nothing ends. */
export const runUnlimited: RunLimited = (work) => work();

/** Node makes it in the context: it is no instance of the `Error` of this one. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/**
 * A time for pieces of work that run one after the other on this thread. What is ended leaves no trace but
 * what it had changed until then: it must only build something new.
 * @param maxMs of all together
 * @throws TimeUpError from the function that it returns, when the time is up
 */
export function createTimeLimit(maxMs: number): RunLimited {
  const { createContext, runInContext } = process.getBuiltinModule('node:vm');
  let leftMs = maxMs;
  return <T>(work: () => T): T => {
    if (leftMs < 1) throw new TimeUpError();
    let made: { readonly value: T } | undefined;
    const context = createContext({ work: () => void (made = { value: work() }) });
    const startedAt = performance.now();
    try {
      runInContext('work()', context, { timeout: Math.ceil(leftMs) });
    } catch (error) {
      throw isTimeout(error) ? new TimeUpError() : error;
    } finally {
      leftMs -= performance.now() - startedAt;
    }
    if (made === undefined) throw new TimeUpError();
    return made.value;
  };
}
