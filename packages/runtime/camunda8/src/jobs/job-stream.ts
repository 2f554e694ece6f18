import { createCondition } from '@jobwright/concurrency';
import { isUnsupported } from '@jobwright/runtime/cluster';
import type { JobSubscription } from './job-subscription.ts';
import { type OpenStream, openStream } from './open-stream.ts';
import { createStreamRest } from './stream-rest.ts';

/**
 * Jobs of one connector that the engine pushes while there is capacity for them. One stream at a time is
 * open.
 */
export interface JobStream {
  /**
   * `resting`: a stream ended not long ago, the gateway has no streams, or they are switched off: none should
   * be opened now.
   */
  readonly state: 'closed' | 'open' | 'resting';
  /** Whether jobs may have been in buffers for long enough to be read before others are polled. */
  readonly isDue: boolean;
  /**
   * Whether the stream should be closed: jobs may have been in buffers for too long, or streams are switched
   * off.
   */
  readonly isStale: boolean;
  open(): Promise<void>;
  /**
   * Stops reading until `proceed`; the engine keeps further jobs for others, but for some 100 KB in buffers.
   */
  hold(): void;
  proceed(): void;
  /** Ends the stream; jobs in buffers that there is no capacity for are handed back. */
  close(): Promise<void>;
  /** Waits until the stream ends, or no more of it should be read, for `timeoutMs` at most. */
  waitUntilFull(timeoutMs: number): Promise<void>;
  /** The same, or until no job is left in buffers. */
  waitUntilRead(timeoutMs: number): Promise<void>;
}

const DUE_MS = 250;
/**
 * Jobs whose deadline may be nearer than we think by this part of the activation timeout are still extended
 * in time.
 */
const STALE_PART = 1 / 3;

export function createJobStream(subscription: JobSubscription, onUnsupported: () => void): JobStream {
  const { runtime, connector, activationTimeoutMs, streamSwitch, signal } = subscription;
  const rest = createStreamRest();
  const changes = createCondition();
  let current: OpenStream | undefined;

  const isFull = (): boolean => runtime.freeCapacity(connector.type) === 0;
  const isStale = (): boolean =>
    current !== undefined && (!streamSwitch.isOn || current.unreadAgeMs > activationTimeoutMs * STALE_PART);
  const mustPoll = (): boolean => current === undefined || isFull() || isStale();

  streamSwitch.onOff(() => changes.notify());

  return {
    get state() {
      if (current !== undefined) return 'open';
      return rest.isOn || !streamSwitch.isOn ? 'resting' : 'closed';
    },
    get isDue() {
      return current !== undefined && current.unreadAgeMs > DUE_MS;
    },
    get isStale() {
      return isStale();
    },
    async open() {
      const openedAt = performance.now();
      const opened = await openStream(subscription, {
        onEnd(error) {
          current = undefined;
          rest.start(performance.now() - openedAt, error);
          if (isUnsupported(error)) onUnsupported();
          changes.notify();
        },
        onJob() {
          if (!isFull() && !isStale()) return;
          current?.hold();
          changes.notify();
        },
      });
      if (!opened.hasEnded) current = opened;
    },
    hold: () => current?.hold(),
    proceed: () => current?.proceed(),
    close: async () => current?.close(),
    async waitUntilFull(timeoutMs) {
      await changes.waitUntil(mustPoll, { timeoutMs, signal });
    },
    async waitUntilRead(timeoutMs) {
      const reading = { isDone: false };
      void current?.waitUntilRead(timeoutMs).then(() => {
        reading.isDone = true;
        changes.notify();
      });
      await changes.waitUntil(() => reading.isDone || mustPoll(), { timeoutMs, signal });
    },
  };
}
