import { setTimeout as sleep } from 'node:timers/promises';
import { createBackoff } from '@jobwright/concurrency';

/** When something is asked for again. */
export interface AskingAgain {
  /** Ends the wait between attempts. */
  readonly signal: AbortSignal;
  /** Whether the same question may be answered a little later. */
  readonly isTransient: (error: unknown) => boolean;
  /** Called with why an attempt failed, before it is made again. Default: nothing is said. */
  readonly onFailure?: (error: unknown) => void;
}

const PAUSES = { firstMs: 100, maxMs: 5_000 } as const;

/**
 * Asks until there is an answer, with pauses that grow.
 * @throws the first error that is not transient; the reason of the signal
 */
export async function askUntilAnswered<Answer>(
  ask: () => Promise<Answer>,
  { signal, isTransient, onFailure }: AskingAgain,
): Promise<Answer> {
  const pauses = createBackoff(PAUSES);
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
      onFailure?.(error);
    }
    await sleep(pauses.next(), undefined, { signal });
  }
}
