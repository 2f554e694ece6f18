import { endsWithin, toError } from '@jobwright/concurrency';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { JobStreamHandle } from '../gateway/job-calls.ts';
import { createLeftOverJobs } from './left-over-jobs.ts';
import { type JobSubscription, activatedJob, jobsRequest } from './job-subscription.ts';
import { createReadingAge } from './reading-age.ts';

/** A stream from its opening to its end. */
export interface OpenStream {
  readonly hasEnded: boolean;
  /** How old the oldest job that has not been read may be, in milliseconds; 0 when there is none. */
  readonly unreadAgeMs: number;
  /**
   * Stops reading until `proceed`; the engine keeps further jobs for others, but for some 100 KB in buffers.
   */
  hold(): void;
  proceed(): void;
  /** Resolves when no job is left in buffers, or after `timeoutMs`. */
  waitUntilRead(timeoutMs: number): Promise<void>;
  /** Ends the stream; jobs in buffers that there is no capacity for are handed back. */
  close(): Promise<void>;
}

/** What a stream reports. */
export interface StreamEvents {
  /** Called once. */
  readonly onEnd: (error: Error | undefined) => void;
  /** A job was accepted. */
  readonly onJob: () => void;
}

type State =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly handle: JobStreamHandle }
  /** `closed` resolves when the jobs in buffers are settled. */
  | { readonly kind: 'closing'; readonly closed: Promise<void> }
  | { readonly kind: 'ended'; readonly closed: Promise<void> };

/** How long jobs in buffers may keep a stream from closing. */
const EMPTYING_MS = 200;
/** How long a call that does not end may keep a stream from closing. */
const CANCEL_MS = 200;

/** Opens a stream whose jobs go to the runtime. It may have ended when this resolves. */
export async function openStream(
  subscription: JobSubscription,
  { onEnd, onJob }: StreamEvents,
): Promise<OpenStream> {
  const { jobs, runtime, channel, connector, signal } = subscription;
  const age = createReadingAge();
  const leftOver = createLeftOverJobs(subscription);
  let state: State = { kind: 'opening' };
  const hasEnded = (): boolean => state.kind === 'ended';

  const end = (error?: Error): void => {
    if (state.kind === 'ended') return;
    state = { kind: 'ended', closed: state.kind === 'closing' ? state.closed : Promise.resolve() };
    onEnd(error);
  };
  const emptyAndCancel = async (handle: JobStreamHandle): Promise<void> => {
    // Not before the state is `closing`: jobs may come as soon as reading goes on.
    await Promise.resolve();
    if (age.unreadMs > 0) {
      age.proceed();
      handle.resume();
      await age.waitUntilRead(EMPTYING_MS);
    }
    await endsWithin(CANCEL_MS, handle.cancel());
    end();
    await leftOver.settle();
  };
  const close = async (): Promise<void> => {
    if (state.kind === 'opening') return;
    if (state.kind === 'open') state = { kind: 'closing', closed: emptyAndCancel(state.handle) };
    await state.closed;
  };
  const receive = (message: GatewayJob): void => {
    const job = activatedJob(subscription, message, age.read(message.variables.length));
    if (state.kind === 'closing' || hasEnded() || runtime.isPaused(connector.type)) {
      leftOver.add(job);
      void close();
      return;
    }
    void runtime.accept(job, channel);
    onJob();
  };

  try {
    if (jobs.stream === undefined) throw new Error('There are no streams over REST');
    const handle = await jobs.stream(jobsRequest(subscription), { onEnd: end, onJob: receive });
    if (signal.aborted || hasEnded()) {
      await endsWithin(CANCEL_MS, handle.cancel());
      end();
    } else {
      state = { kind: 'open', handle };
    }
  } catch (error) {
    end(toError(error));
  }

  return {
    get hasEnded() {
      return hasEnded();
    },
    get unreadAgeMs() {
      return age.unreadMs;
    },
    hold() {
      if (state.kind !== 'open') return;
      state.handle.pause();
      age.hold();
    },
    proceed() {
      if (state.kind !== 'open') return;
      age.proceed();
      state.handle.resume();
    },
    waitUntilRead: (timeoutMs) => age.waitUntilRead(timeoutMs),
    close,
  };
}
