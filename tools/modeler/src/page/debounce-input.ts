const PAUSE_MS = 1000;
const pending = new Set<() => void>();

/**
 * Takes the place of the panel's own: writes what is typed into the diagram after a pause, or when told to.
 */
export function debounceInput<Input extends readonly unknown[]>(write: (...input: Input) => void) {
  let timer: number | undefined;
  let latest: Input | undefined;

  function cancel(): void {
    clearTimeout(timer);
    pending.delete(flush);
    latest = undefined;
  }

  function flush(): void {
    const input = latest;
    cancel();
    if (input !== undefined) write(...input);
  }

  function debounce(...input: Input): void {
    cancel();
    latest = input;
    pending.add(flush);
    timer = setTimeout(flush, PAUSE_MS);
  }
  return Object.assign(debounce, { cancel, flush });
}

/** Writes down at once what was typed last. */
export function flushInput(): void {
  for (const flush of [...pending]) flush();
}
