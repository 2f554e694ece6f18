import { toError } from '../to-error.ts';
import { onAbort } from '../waiting/on-abort.ts';

/** Those who wait for something that is scarce, first come, first served. */
export interface WaitQueue<Request, Grant> {
  /** How many wait. */
  readonly length: number;
  /** What the first asks for; `undefined` when nobody waits. */
  readonly first: Request | undefined;
  /**
   * Resolves to what `serve` gives. @throws the reason of the signal as an `Error`, or the error of
   * `rejectAll`
   */
  wait(request: Request, signal: AbortSignal): Promise<Grant>;
  /** Gives the first what it waits for. Returns whether anybody waited. */
  serve(grant: Grant): boolean;
  /** Nobody waits any longer. */
  rejectAll(error: Error): void;
}

/** What the owner of a queue reacts to. */
export interface WaitQueueOptions {
  /** Called when somebody has given up waiting: what is free may be enough for the next. */
  readonly onLeave?: () => void;
}

interface Waiter<Request, Grant> {
  readonly request: Request;
  readonly resolve: (grant: Grant) => void;
  readonly reject: (error: Error) => void;
}

/** Creates an empty queue. */
export function createWaitQueue<Request, Grant>(options: WaitQueueOptions = {}): WaitQueue<Request, Grant> {
  const waiters = new Set<Waiter<Request, Grant>>();
  const first = (): Waiter<Request, Grant> | undefined => waiters.values().next().value;

  return {
    get length() {
      return waiters.size;
    },
    get first() {
      return first()?.request;
    },
    wait: (request, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(toError(signal.reason));
        const leave = (): void => {
          waiters.delete(waiter);
          stopListening();
        };
        const waiter: Waiter<Request, Grant> = {
          request,
          resolve(grant) {
            leave();
            resolve(grant);
          },
          reject(error) {
            leave();
            reject(error);
          },
        };
        const stopListening = onAbort(signal, () => {
          waiter.reject(toError(signal.reason));
          options.onLeave?.();
        });
        waiters.add(waiter);
      }),
    serve(grant) {
      const waiter = first();
      waiter?.resolve(grant);
      return waiter !== undefined;
    },
    rejectAll(error) {
      for (const { reject } of [...waiters]) reject(error);
    },
  };
}
