let last: Promise<void> = Promise.resolve();

/**
 * Waits until all who asked before have had their turn, and the event loop has gone round since. What asks for it before work of some
 * milliseconds, such as the reading of a large text, does not add its time to that of other jobs: probes and answers come between.
 */
export function yieldToEventLoop(): Promise<void> {
  last = last.then(
    () =>
      new Promise((resolve) => {
        setImmediate(resolve);
      }),
  );
  return last;
}
