import type {
  ActivateJobsRequest,
  CompleteJobRequest,
  FailJobRequest,
  StreamActivatedJobsRequest,
  ThrowErrorRequest,
  UpdateJobTimeoutRequest,
} from '@jobwright/camunda8-protocol';
import { onAbort, toError } from '@jobwright/concurrency';
import { gatewayCallError } from './gateway-call-error.ts';
import type { CallBounds } from '@jobwright/runtime/cluster';
import { cancelCall } from './cancel-call.ts';
import type { GatewayCalls } from './gateway-calls.ts';
import { type GatewayJob, readPolledJobs, readPushedJob } from './gateway-job.ts';
import type { MessageStream } from './gateway-stub.ts';

/**
 * The calls of job workers. Variables and headers are JSON text, keys decimal strings. All reject with a
 * `ClusterCallError`.
 */
export interface JobCalls {
  /**
   * Whether the engine notices at once that a call for jobs was cancelled. Otherwise it may still give it
   * jobs, which nobody gets.
   */
  readonly noticesCancel: boolean;
  /** Asks for jobs once and resolves when the gateway has ended the call. Cancelling ends it quietly. */
  activate(request: ActivateJobsRequest, call: ActivateCall): Promise<void>;
  /**
   * Gets jobs pushed as they become available. Resolves before the gateway has answered; the stream has no
   * deadline. Only gRPC has streams.
   */
  stream?(request: StreamActivatedJobsRequest, call: StreamCall): Promise<JobStreamHandle>;
  /**
   * The job is done. Its failure has the gRPC status `NOT_FOUND` or `FAILED_PRECONDITION` when the job is no
   * longer this worker's.
   */
  complete(request: CompleteJobRequest, bounds: CallBounds): Promise<void>;
  /** The job failed: it is tried again, or becomes an incident when no retries are left. */
  fail(request: FailJobRequest, bounds: CallBounds): Promise<void>;
  /** Throws a BPMN error in the process of the job. */
  throwError(request: ThrowErrorRequest, bounds: CallBounds): Promise<void>;
  /** Moves the deadline of the job. */
  updateTimeout(request: UpdateJobTimeoutRequest, bounds: CallBounds): Promise<void>;
}

/** Bounds of a call for jobs, and what it gets. */
export interface ActivateCall extends CallBounds {
  readonly onJob: (job: GatewayJob) => void;
}

/** What an open stream of jobs reports. */
export interface StreamCall {
  readonly onJob: (job: GatewayJob) => void;
  /** Called once, also after `cancel`; without an error when the gateway has ended the stream regularly. */
  readonly onEnd: (error?: Error) => void;
}

/**
 * An open stream of jobs. What the gateway sends while it is paused stays in buffers; beyond some 100 KB the
 * gateway keeps it.
 */
export interface JobStreamHandle {
  /** Stops reading until `resume`. */
  pause(): void;
  resume(): void;
  /**
   * Ends the stream, and resolves once it has ended. What is in buffers is lost: the engine hands these jobs
   * out again after their deadline.
   */
  cancel(): Promise<void>;
}

/** A token endpoint that does not answer must not hold up a stream. */
const CREDENTIALS_MS = 10_000;

export function createJobCalls({ unary, readStream, openStream }: GatewayCalls): JobCalls {
  return {
    noticesCancel: true,
    async complete(request, bounds) {
      await unary({ method: 'CompleteJob', request }, bounds);
    },
    async fail(request, bounds) {
      await unary({ method: 'FailJob', request }, bounds);
    },
    async throwError(request, bounds) {
      await unary({ method: 'ThrowError', request }, bounds);
    },
    async updateTimeout(request, bounds) {
      await unary({ method: 'UpdateJobTimeout', request }, bounds);
    },
    async activate(request, { onJob, ...bounds }) {
      const { signal } = bounds;
      if (signal?.aborted === true) return;
      const read = (stream: MessageStream): Promise<void> => readJobs(stream, { onJob, signal });
      try {
        await readStream({ method: 'ActivateJobs', request }, { ...bounds, read });
      } catch (error) {
        if (!isAborted(signal)) throw error;
      }
    },
    async stream(request, call) {
      const stream = await openStream(
        { method: 'StreamActivatedJobs', request },
        { timeoutMs: CREDENTIALS_MS },
      );
      const ended = receiveJobs(stream, call);
      return {
        pause: () => void stream.pause(),
        resume: () => void stream.resume(),
        cancel() {
          cancelCall(stream);
          return ended;
        },
      };
    },
  };
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

function readJobs(stream: MessageStream, { onJob, signal }: Omit<ActivateCall, 'timeoutMs'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: Error): void => {
      stopListening();
      if (error === undefined || isAborted(signal)) resolve();
      else reject(error);
    };
    receiveMessages(stream, {
      onMessage: (message) => readPolledJobs(message).forEach(onJob),
      onEnd: finish,
    });
    const stopListening = onAbort(signal, () => cancelCall(stream));
  });
}

/** Resolves when the stream has ended, in whatever way. */
function receiveJobs(stream: MessageStream, { onJob, onEnd }: StreamCall): Promise<void> {
  let hasEnded = false;
  return new Promise((resolve) => {
    receiveMessages(stream, {
      onMessage: (message) => onJob(readPushedJob(message)),
      onEnd(error) {
        if (hasEnded) return;
        hasEnded = true;
        onEnd(error === undefined ? undefined : gatewayCallError(error));
        resolve();
      },
    });
  });
}

interface MessageReceiver {
  /** A message that makes it throw ends the stream. */
  readonly onMessage: (message: unknown) => void;
  readonly onEnd: (error?: Error) => void;
}

function receiveMessages(stream: MessageStream, { onMessage, onEnd }: MessageReceiver): void {
  stream
    .on('data', (message) => {
      try {
        onMessage(message);
      } catch (error) {
        onEnd(toError(error));
        cancelCall(stream);
      }
    })
    .on('error', onEnd)
    .on('end', () => onEnd());
}
