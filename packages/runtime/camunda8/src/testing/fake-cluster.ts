import type { FailJobRequest } from '@jobwright/camunda8-protocol';
import type { WorkerCluster } from '../cluster/attach-cluster.ts';
import { type ClusterCallError } from '@jobwright/runtime/cluster';
import { gatewayCallError } from '../gateway/gateway-call-error.ts';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { StreamCall } from '../gateway/job-calls.ts';

/** A stream as the other side sees it: what is sent while it is paused waits in buffers. */
export interface FakeStream {
  readonly paused: boolean;
  readonly cancelled: boolean;
  push(job: GatewayJob): void;
  end(error?: Error): void;
}

export interface FakeCluster extends WorkerCluster {
  /** Jobs that nobody has. */
  readonly backlog: GatewayJob[];
  /** `requestTimeout` of each poll. */
  readonly polls: number[];
  readonly streams: FakeStream[];
  readonly completed: string[];
  readonly failed: FailJobRequest[];
  /** Thrown by the next calls, until it is removed. */
  failure: Error | undefined;
  /** Thrown by streams that are opened. */
  streamFailure: Error | undefined;
}

/** A call that failed with a status of gRPC. */
export const grpcError = (code: number, message = `status ${code}`): ClusterCallError =>
  gatewayCallError(Object.assign(new Error(message), { code }));

export function createFakeCluster(): FakeCluster {
  const polls: number[] = [];
  const backlog: GatewayJob[] = [];
  const streams: FakeStream[] = [];
  const completed: string[] = [];
  const failed: FailJobRequest[] = [];
  const cluster: FakeCluster = {
    backlog,
    polls,
    streams,
    completed,
    failed,
    failure: undefined,
    streamFailure: undefined,
    tenantId: '<default>',
    physicalTenantId: undefined,
    rest: undefined,
    close: () => Promise.resolve(),
    jobs: {
      noticesCancel: true,
      throwError: () => Promise.resolve(),
      updateTimeout: () => Promise.resolve(),
      complete({ jobKey }) {
        completed.push(jobKey);
        return Promise.resolve();
      },
      fail(request) {
        failed.push(request);
        return Promise.resolve();
      },
      async activate({ maxJobsToActivate, requestTimeout }, { signal, onJob }) {
        polls.push(requestTimeout);
        await new Promise((resolve) => setImmediate(resolve));
        if (cluster.failure !== undefined) throw cluster.failure;
        if (backlog.length === 0 && requestTimeout > 0) {
          await new Promise<void>((resolve) => {
            const end = (): void => {
              clearTimeout(timer);
              resolve();
            };
            const timer = setTimeout(end, 50);
            signal?.addEventListener('abort', end, { once: true });
          });
        }
        backlog.splice(0, maxJobsToActivate).forEach(onJob);
      },
      async stream(_request, call) {
        await Promise.resolve();
        if (cluster.failure !== undefined) throw cluster.failure;
        const stream = createFakeStream(call);
        streams.push(stream);
        const { streamFailure } = cluster;
        if (streamFailure !== undefined) setImmediate(() => stream.end(streamFailure));
        return stream;
      },
    },
  };
  return cluster;
}

function createFakeStream({ onJob, onEnd }: StreamCall) {
  const buffered: GatewayJob[] = [];
  const state = { paused: false, cancelled: false };
  const deliver = (): void => {
    while (!state.paused && !state.cancelled) {
      const job = buffered.shift();
      if (job === undefined) return;
      onJob(job);
    }
  };
  return {
    get paused() {
      return state.paused;
    },
    get cancelled() {
      return state.cancelled;
    },
    push(job: GatewayJob) {
      buffered.push(job);
      deliver();
    },
    end: onEnd,
    pause: () => void (state.paused = true),
    resume() {
      state.paused = false;
      deliver();
    },
    cancel() {
      state.cancelled = true;
      return new Promise<void>((resolve) =>
        setImmediate(() => {
          onEnd(grpcError(1));
          resolve();
        }),
      );
    },
  };
}

let lastKey = 0;

export const createGatewayJob = (type: string, variables: object = { name: 'x' }): GatewayJob => ({
  key: String((lastKey += 1)),
  type,
  processInstanceKey: '100',
  bpmnProcessId: 'p',
  processDefinitionVersion: 1,
  processDefinitionKey: '7',
  elementId: 'task',
  elementInstanceKey: '200',
  customHeaders: '{}',
  retries: 3,
  variables: JSON.stringify(variables),
  tenantId: '<default>',
});
