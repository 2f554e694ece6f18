import { createBackoff } from '@jobwright/concurrency';
import { isUnsupported } from '@jobwright/runtime/cluster';

/** How long a job type goes without a stream after one has ended. */
export interface StreamRest {
  /** Whether no stream should be opened now. */
  readonly isOn: boolean;
  /** Starts after a stream that lived for `lifetimeMs`. */
  start(lifetimeMs: number, error: Error | undefined): void;
}

const PAUSES = { firstMs: 1_000, maxMs: 30_000 } as const;
/** The end of a stream that lived this long is no sign of trouble. */
const HEALTHY_MS = 10_000;

/**
 * Each rest is longer than the one before, unless a stream lived long; it never ends where the gateway has no
 * streams.
 */
export function createStreamRest(): StreamRest {
  const pauses = createBackoff(PAUSES);
  let endsAt = 0;
  return {
    get isOn() {
      return performance.now() < endsAt;
    },
    start(lifetimeMs, error) {
      if (lifetimeMs >= HEALTHY_MS) pauses.reset();
      endsAt = isUnsupported(error) ? Number.POSITIVE_INFINITY : performance.now() + pauses.next();
    },
  };
}
