import { setTimeout as sleep } from 'node:timers/promises';
import { toErrorMessage } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';
import { ClusterUnreachableError } from '../start/cluster-errors.ts';
import type { CallBounds } from './call-bounds.ts';
import { isRejection } from './call-failures.ts';
import { createCallPauses } from './call-pauses.ts';

/** What is asked, and how long. */
export interface AnswerWait {
  /** Asks once. */
  readonly ask: (bounds: CallBounds) => Promise<unknown>;
  readonly address: string;
  /** The message of the error when no answer comes: what to check. */
  readonly explain: (error: unknown) => string;
  /** Milliseconds; `Infinity` waits forever. */
  readonly timeoutMs: number;
  readonly logger: Logger;
  readonly signal: AbortSignal | undefined;
}

const PAUSES = { firstMs: 200, maxMs: 5_000, factor: 1.5 } as const;
const ATTEMPT_MS = 2_000;

/**
 * Waits until a cluster answers. One that goes on to reject the credentials is asked seldom.
 * @throws ClusterUnreachableError
 */
export async function waitForAnswer(wait: AnswerWait): Promise<void> {
  const { ask, address, explain, timeoutMs, logger, signal } = wait;
  const endsAt = performance.now() + timeoutMs;
  const pauses = createCallPauses(PAUSES);
  for (;;) {
    try {
      await ask({ timeoutMs: ATTEMPT_MS });
      return;
    } catch (error) {
      const leftMs = endsAt - performance.now();
      const isFirst = pauses.count === 0;
      const pauseMs = pauses.next(error);
      if (signal?.aborted === true || leftMs <= PAUSES.firstMs || (isRejection(error) && leftMs <= pauseMs))
        throw new ClusterUnreachableError(explain(error), { cause: error });
      if (isFirst && timeoutMs === Number.POSITIVE_INFINITY)
        logger.warn({ address, reason: toErrorMessage(error) }, 'Waiting for the cluster to answer');
      const pause = sleep(Math.min(pauseMs, leftMs), undefined, signal && { signal });
      await pause.catch(() => undefined);
    }
  }
}
