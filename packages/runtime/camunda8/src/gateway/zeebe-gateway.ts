import { toError } from '@jobwright/concurrency';
import { type GatewayJob, readPolledJobs, readPushedJob } from './gateway-job.ts';
import { readSdkConfiguration, toTls } from '../cluster/sdk-configuration.ts';
import { takeTransport, type TransportOptions, type ZeebeGrpcClient } from './sdk-transport.ts';
import type { ClusterTls } from '../cluster/send-http.ts';

/** The calls the adapter needs, each with a deadline in milliseconds by `performance.now()`. They reject with a gRPC status. */
export interface ZeebeGateway {
  /** Of the same cluster, where the client was told it. */
  readonly restAddress: string | undefined;
  /** For the REST API too. */
  readonly tls: ClusterTls;
  /** Of the client, or the one that is always there. */
  readonly tenantId: string;
  topology(deadline: number): Promise<void>;
  activateJobs(request: ActivateJobsRequest, call: ActivateCall): Promise<void>;
  /** Jobs as they become available, from now on. Resolves before the gateway has answered; the call has no deadline. */
  streamJobs(request: JobsRequest, call: PushCall): Promise<PushedJobs>;
  completeJob(
    request: { readonly jobKey: string; readonly variables: string },
    deadline: number,
  ): Promise<void>;
  failJob(request: FailJobRequest, deadline: number): Promise<void>;
  throwError(request: ThrowErrorRequest, deadline: number): Promise<void>;
  updateJobTimeout(
    request: { readonly jobKey: string; readonly timeout: number },
    deadline: number,
  ): Promise<void>;
  /** The headers that authenticate a REST call to the same cluster. */
  authHeaders(): Promise<Readonly<Record<string, string>>>;
  /** The REST API refuses these. */
  refuse(headers: Readonly<Record<string, string>>): void;
}

export interface JobsRequest {
  readonly type: string;
  readonly worker: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly fetchVariable: readonly string[];
  readonly tenantIds: readonly string[];
}

export interface ActivateJobsRequest extends JobsRequest {
  readonly maxJobsToActivate: number;
  /** Milliseconds; the gateway holds the call that long while there are no jobs. Below 0 it answers at once. */
  readonly requestTimeout: number;
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

export interface FailJobRequest {
  readonly jobKey: string;
  readonly retries: number;
  readonly errorMessage: string;
  /** Milliseconds. */
  readonly retryBackOff: number;
  readonly variables: string;
}

export interface ThrowErrorRequest {
  readonly jobKey: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly variables: string;
}

export async function createZeebeGateway(
  sdkClient: ZeebeGrpcClient,
  options: TransportOptions = {},
): Promise<ZeebeGateway> {
  const { callUnary, readStream, openStream, authHeaders, refuse } = await takeTransport(sdkClient, options);
  const configuration = readSdkConfiguration(Reflect.get(sdkClient, 'config'));
  return {
    restAddress: configuration.ZEEBE_REST_ADDRESS,
    tls: toTls(configuration),
    tenantId: configuration.CAMUNDA_TENANT_ID ?? '<default>',
    topology: (deadline) => callUnary('Topology', {}, deadline),
    completeJob: (request, deadline) => callUnary('CompleteJob', request, deadline),
    failJob: (request, deadline) => callUnary('FailJob', request, deadline),
    throwError: (request, deadline) => callUnary('ThrowError', request, deadline),
    updateJobTimeout: (request, deadline) => callUnary('UpdateJobTimeout', request, deadline),
    async activateJobs(request, { deadline, signal, onJob }) {
      if (signal.aborted) return;
      await readStream(
        { method: 'ActivateJobs', request, deadline },
        (stream) =>
          new Promise<void>((resolve, reject) => {
            const cancel = (): void => stream.cancel();
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
                  stream.cancel();
                }
              })
              .on('error', finish)
              .on('end', () => finish());
            if (signal.aborted) cancel();
          }),
      );
    },
    async streamJobs(request, { onJob, onEnd }) {
      const stream = await openStream('StreamActivatedJobs', request);
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
            stream.cancel();
          }
        })
        .on('error', finish)
        .on('end', () => finish());
      return {
        pause: () => void stream.pause(),
        resume: () => void stream.resume(),
        cancel: () => stream.cancel(),
      };
    },
    authHeaders,
    refuse,
  };
}
