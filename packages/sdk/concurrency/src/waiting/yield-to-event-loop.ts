let last: Promise<void> = Promise.resolve();

/**
 * Lets the event loop go round once, after all who asked before. Call it before work of some milliseconds,
 * such as reading a large text: jobs then do not add up to one long block, and probes and answers are handled
 * in between.
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
