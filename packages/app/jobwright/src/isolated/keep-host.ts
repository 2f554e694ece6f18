import { createBackoff, untilAborted } from '@jobwright/concurrency';
import { WorkerEndedError } from '@jobwright/runtime';
import type { IsolatedHost } from './isolated-host.ts';

/** A worker that is replaced each time it ends. */
export interface KeptHost {
  /** Waits for a worker that is still starting, for as long as the job may take. */
  untilReady(signal: AbortSignal): Promise<IsolatedHost>;
  close(): Promise<void>;
}

export interface KeepOptions {
  readonly name: string;
  readonly open: () => IsolatedHost;
  /** Called each time the worker ends unexpectedly. */
  readonly onEnded: (reason: string, pauseMs: number) => void;
}

const RESTART_PAUSES = { firstMs: 100, maxMs: 30_000, jitter: 0 };
/** A worker that ran at least this long is restarted without a growing pause. */
const HEALTHY_MS = 60_000;

export function keepHost(first: IsolatedHost, { name, open, onEnded }: KeepOptions): KeptHost {
  const backoff = createBackoff(RESTART_PAUSES);
  let isClosed = false;
  let current: Promise<IsolatedHost> = Promise.resolve(first);

  const openAfter = (pauseMs: number): Promise<IsolatedHost> =>
    new Promise((resolve) => {
      setTimeout(() => {
        const next = open();
        keep(next);
        resolve(next);
      }, pauseMs).unref();
    });
  const keep = (host: IsolatedHost): void => {
    const startedAt = performance.now();
    void host.ended.then((reason) => {
      if (isClosed) return;
      if (performance.now() - startedAt >= HEALTHY_MS) backoff.reset();
      const pauseMs = backoff.next();
      onEnded(reason, pauseMs);
      current = openAfter(pauseMs);
    });
  };
  keep(first);

  return {
    async untilReady(signal) {
      for (;;) {
        signal.throwIfAborted();
        const host = await untilAborted(current, signal);
        if (await untilAborted(isLoaded(host), signal)) return host;
        if (isClosed) throw new WorkerEndedError(`The worker of ${name} is closed`);
        await untilAborted(host.ended, signal);
      }
    },
    async close() {
      isClosed = true;
      const host = await Promise.race([current, Promise.resolve(undefined)]);
      await host?.close();
    },
  };
}

const isLoaded = ({ facts }: IsolatedHost): Promise<boolean> =>
  facts.then(
    () => true,
    () => false,
  );
