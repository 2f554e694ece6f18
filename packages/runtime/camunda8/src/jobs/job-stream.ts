import type { ActivatedJob } from '@jobwright/runtime';
import { createBackoff } from './backoff.ts';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import { GrpcStatus, toGrpcStatus } from '../gateway/grpc-status.ts';
import { type JobSubscription, toActivatedJob, toJobsRequest } from './job-subscription.ts';
import { createReadingAge } from './reading-age.ts';
import type { PushedJobs } from '../gateway/zeebe-gateway.ts';

/** Jobs of one connector that the engine pushes while there is room for them. */
export interface JobStream {
  /** `resting`: it ended not long ago, or the gateway does not know streams: not to be opened now. */
  readonly state: 'closed' | 'open' | 'resting';
  /** Whether jobs may have waited on the way for long enough to be read before others are polled. */
  readonly isDue: boolean;
  /** Whether jobs may have waited on the way for so long that the stream should be closed. */
  readonly isStale: boolean;
  open(): Promise<void>;
  /** Reads no more until `proceed`; the engine keeps what comes meanwhile for others, but for some 100 KB on the way. */
  hold(): void;
  proceed(): void;
  /** Ends the stream; jobs on the way that there is no room for are handed back. */
  close(): Promise<void>;
  /** Waits until the stream ends or there is no more room, `timeoutMs` at most. */
  waitForTurn(timeoutMs: number): Promise<void>;
  /** The same, and until nothing is left on the way. */
  waitUntilRead(timeoutMs: number): Promise<void>;
}

const DUE_MS = 250;
/** Jobs whose deadline may be nearer than we think by this part of the activation's time are still renewed in time. */
const STALE_PART = 1 / 3;
/** How long what is on the way may keep a stream from closing. */
const EMPTYING_MS = 200;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 30_000;
/** A stream that lived so long is no sign of trouble when it ends. */
const HEALTHY_MS = 10_000;

export function createJobStream(subscription: JobSubscription, onUnsupported: () => void): JobStream {
  const { gateway, runtime, channel, connector, activationTimeoutMs, signal } = subscription;
  const { type } = connector;
  const rest = createBackoff({ firstMs: FIRST_REST_MS, longestMs: LONGEST_REST_MS });
  let age = createReadingAge();
  let pushed: PushedJobs | undefined;
  /** Tells the end of the stream that is open from that of one before. */
  let streams = 0;
  let openedAt = 0;
  let restsUntil = 0;
  let closing: Promise<void> | undefined;
  const leftOver: ActivatedJob[] = [];
  let wake: (() => void) | undefined;

  const onEnd = (error?: Error): void => {
    pushed = undefined;
    streams += 1;
    const now = performance.now();
    if (now - openedAt >= HEALTHY_MS) rest.reset();
    restsUntil = now + rest.next();
    if (toGrpcStatus(error) === GrpcStatus.UNIMPLEMENTED) {
      restsUntil = Number.POSITIVE_INFINITY;
      onUnsupported();
    }
    wake?.();
  };

  const isStale = (): boolean => age.ofUnread() > activationTimeoutMs * STALE_PART;
  const isFull = (): boolean => runtime.freeCapacity(type) === 0;

  const hold = (): void => {
    if (pushed === undefined || closing !== undefined) return;
    pushed.pause();
    age.hold();
  };

  /** Jobs are handed back once the stream has ended: before, they would be pushed here again. */
  const closeOpen = async (last: PushedJobs): Promise<void> => {
    // Not before `closing` is set: what is on the way may come while it is read on.
    await Promise.resolve();
    if (age.ofUnread() > 0) {
      age.proceed();
      last.resume();
      await age.untilRead(EMPTYING_MS);
    }
    last.cancel();
    if (pushed === last) onEnd();
    const handBacks = leftOver.splice(0).flatMap((job) => {
      if (isFull()) return [runtime.handBack(job, channel)];
      void runtime.accept(job, channel);
      return [];
    });
    await Promise.all(handBacks);
  };
  const close = async (): Promise<void> => {
    if (pushed === undefined) return;
    closing ??= closeOpen(pushed).finally(() => {
      closing = undefined;
    });
    await closing;
  };

  const onJob = (message: GatewayJob): void => {
    const job = toActivatedJob(subscription, message, age.read(message.variables.length));
    if (closing !== undefined || runtime.isPaused(type)) {
      leftOver.push(job);
      void close();
      return;
    }
    void runtime.accept(job, channel);
    if (!isFull() && !isStale()) return;
    hold();
    wake?.();
  };

  const waitForTurn = (timeoutMs: number): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        wake = undefined;
        resolve();
      };
      const timer = setTimeout(finish, timeoutMs);
      signal.addEventListener('abort', finish, { once: true });
      wake = finish;
      if (signal.aborted || pushed === undefined || isFull()) finish();
    });

  return {
    get state() {
      if (pushed !== undefined) return 'open';
      return performance.now() < restsUntil ? 'resting' : 'closed';
    },
    get isDue() {
      return pushed !== undefined && age.ofUnread() > DUE_MS;
    },
    get isStale() {
      return isStale();
    },
    async open() {
      openedAt = performance.now();
      age = createReadingAge();
      streams += 1;
      const stream = streams;
      try {
        const opened = await gateway.streamJobs(toJobsRequest(subscription), {
          onJob,
          onEnd(error) {
            if (stream === streams) onEnd(error);
          },
        });
        if (stream === streams && !signal.aborted) pushed = opened;
        else opened.cancel();
      } catch (error) {
        onEnd(error instanceof Error ? error : undefined);
      }
    },
    hold,
    proceed() {
      if (pushed === undefined || closing !== undefined) return;
      age.proceed();
      pushed.resume();
    },
    close,
    waitForTurn,
    async waitUntilRead(timeoutMs) {
      await Promise.race([waitForTurn(timeoutMs), age.untilRead(timeoutMs)]);
      wake?.();
    },
  };
}
