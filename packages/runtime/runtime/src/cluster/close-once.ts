import type { ConnectorWorkers } from '../start/cluster-adapter.ts';

const DRAIN_MS = 20_000;

/** Closes workers once, however often that is asked for. The time of the first call counts; default 20 s. */
export function closeOnce(close: (timeoutMs: number) => Promise<void>): ConnectorWorkers['close'] {
  let closed: Promise<void> | undefined;
  return ({ timeoutMs = DRAIN_MS } = {}) => {
    closed ??= close(timeoutMs);
    return closed;
  };
}
