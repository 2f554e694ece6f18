import type {
  ActivateJobsRequest,
  CompleteJobRequest,
  FailJobRequest,
  StreamActivatedJobsRequest,
  ThrowErrorRequest,
  UpdateJobTimeoutRequest,
} from '@jobwright/camunda8-protocol';
import { toError } from '@jobwright/concurrency';
import type { Headers } from '../cluster/cluster-credentials.ts';
import type { ClusterTls } from '../cluster/send-http.ts';
import { type GatewayJob, readPolledJobs, readPushedJob } from './gateway-job.ts';
import type { Transport } from './transport.ts';
import { cancelCall } from './cancel-call.ts';

/** What the adapter knows of the cluster beside its gateway. */
export interface ClusterFacts {
  /** Of the REST API, where it is known. */
  readonly restAddress: string | undefined;
  /** For the REST API too. */
  readonly tls: ClusterTls;
  /** Of the client, or the one that is always there. */
  readonly tenantId: string;
}

/** The calls of workers, each with a deadline in milliseconds by `performance.now()`. They reject with a gRPC status. */
export interface ZeebeGateway extends ClusterFacts {
  topology(deadline: number): Promise<void>;
  activateJobs(request: ActivateJobsRequest, call: ActivateCall): Promise<void>;
  /** Jobs as they become available, from now on. Resolves before the gateway has answered; the call has no deadline. */
  streamJobs(request: StreamActivatedJobsRequest, call: PushCall): Promise<PushedJobs>;
  completeJob(request: CompleteJobRequest, deadline: number): Promise<void>;
  failJob(request: FailJobRequest, deadline: number): Promise<void>;
  throwError(request: ThrowErrorRequest, deadline: number): Promise<void>;
  updateJobTimeout(request: UpdateJobTimeoutRequest, deadline: number): Promise<void>;
  /** The headers that authenticate a REST call to the same cluster. */
  authHeaders(): Promise<Headers>;
  /** The REST API refuses these. */
  refuse(headers: Headers): void;
}

export interface ActivateCall {
  readonly deadline: number;
  /** Aborting ends the call quietly. */
  readonly signal: AbortSignal;
  readonly onJob: (job: GatewayJob) => void;
}

export interface PushCall {
  readonly onJob: (job: GatewayJob) => void;
  /** Called once, also after `cancel`; without an error when the gateway has ended the stream in order. */
  readonly onEnd: (error?: Error) => void;
}

/** An open stream. What the gateway has sent while it is paused waits on the way; beyond some 100 KB the gateway holds on. */
export interface PushedJobs {
  pause(): void;
  resume(): void;
  /** What is on the way is lost: the engine hands it out again after its deadline. */
  cancel(): void;
}

export function createZeebeGateway(
  { callUnary, readStream, openStream, authHeaders, refuse }: Transport,
  { restAddress, tls, tenantId }: ClusterFacts,
): ZeebeGateway {
  return {
    restAddress,
    tls,
    tenantId,
    topology: (deadline) => callUnary({ method: 'Topology', request: {}, deadline }),
    completeJob: (request, deadline) => callUnary({ method: 'CompleteJob', request, deadline }),
    failJob: (request, deadline) => callUnary({ method: 'FailJob', request, deadline }),
    throwError: (request, deadline) => callUnary({ method: 'ThrowError', request, deadline }),
    updateJobTimeout: (request, deadline) => callUnary({ method: 'UpdateJobTimeout', request, deadline }),
    async activateJobs(request, { deadline, signal, onJob }) {
      if (signal.aborted) return;
      await readStream(
        { method: 'ActivateJobs', request, deadline },
        (stream) =>
          new Promise<void>((resolve, reject) => {
            const cancel = (): void => cancelCall(stream);
            signal.addEventListener('abort', cancel, { once: true });
            const finish = (error?: Error): void => {
              signal.removeEventListener('abort', cancel);
              if (error === undefined || signal.aborted) resolve();
              else reject(error);
            };
            stream
              .on('data', (message) => {
                try {
                  readPolledJobs(message).forEach(onJob);
                } catch (error) {
                  finish(toError(error));
                  cancelCall(stream);
                }
              })
              .on('error', finish)
              .on('end', () => finish());
            if (signal.aborted) cancel();
          }),
      );
    },
    async streamJobs(request, { onJob, onEnd }) {
      const stream = await openStream({ method: 'StreamActivatedJobs', request });
      let ended = false;
      const finish = (error?: Error): void => {
        if (ended) return;
        ended = true;
        onEnd(error);
      };
      stream
        .on('data', (message) => {
          try {
            onJob(readPushedJob(message));
          } catch (error) {
            finish(toError(error));
            cancelCall(stream);
          }
        })
        .on('error', finish)
        .on('end', () => finish());
      return {
        pause: () => void stream.pause(),
        resume: () => void stream.resume(),
        cancel: () => cancelCall(stream),
      };
    },
    authHeaders,
    refuse,
  };
}
