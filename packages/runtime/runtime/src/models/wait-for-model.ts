import { toError } from '@jobwright/concurrency';
import { isConnectorFailure, type RetryableError } from '@jobwright/connector-sdk';
import { modelUnavailable } from './process-models.ts';

/** A model that is asked for, however many jobs wait for it. */
export interface Flight<Model> {
  readonly model: Promise<Model>;
  /** Why the last attempt failed. */
  failure: unknown;
  waiting: number;
  readonly controller: AbortController;
}

export interface ModelWait {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/**
 * Waits for a flight with others; the last to give up ends it.
 * @throws RetryableError `PROCESS_MODEL_UNAVAILABLE` when the time is over; what the flight throws; the reason of the signal
 */
export async function waitForModel<Model>(
  flight: Flight<Model>,
  { signal, timeoutMs }: ModelWait,
): Promise<Model> {
  flight.waiting += 1;
  let stop = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(toUnavailable(flight.failure)), timeoutMs);
    const abort = (): void => reject(toError(signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
  });
  try {
    signal.throwIfAborted();
    return await Promise.race([flight.model, ended]);
  } finally {
    // Nobody may wait for it any more.
    ended.catch(() => undefined);
    stop();
    flight.waiting -= 1;
    if (flight.waiting === 0) flight.controller.abort();
  }
}

/** The text of an unknown error may hold anything: it is in the log. */
const toUnavailable = (failure: unknown): RetryableError =>
  modelUnavailable(
    isConnectorFailure(failure) ? failure.message : 'the reason is in the log of the runtime',
    { cause: failure },
  );
