/** Node fires a timer of more than 2^31 - 1 milliseconds at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** What a timer can wait of a time; what is left of a longer one its callback has to look at. */
export const toDelayMs = (ms: number): number => Math.min(Math.max(ms, 0), LONGEST_DELAY_MS);

/** Waits for work, but not longer than `timeoutMs`; rejects with what the work throws until then. */
export async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, toDelayMs(timeoutMs));
  });
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
