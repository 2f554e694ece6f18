import type { FailJobRequest } from '@jobwright/camunda8-protocol';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { PushCall, ZeebeGateway } from '../gateway/zeebe-gateway.ts';

/** A stream as the other side sees it: what is sent while it is paused waits on the way. */
export interface FakeStream {
  readonly paused: boolean;
  readonly cancelled: boolean;
  push(job: GatewayJob): void;
  end(error?: Error): void;
}

export interface FakeGateway extends ZeebeGateway {
  /** Jobs that nobody has. */
  readonly backlog: GatewayJob[];
  /** `requestTimeout` of each poll. */
  readonly polls: number[];
  readonly streams: FakeStream[];
  readonly completed: string[];
  readonly failed: FailJobRequest[];
  /** Thrown by what is called next, until it is taken away. */
  failure: Error | undefined;
  /** Thrown by streams that are opened. */
  streamFailure: Error | undefined;
}

export const grpcError = (code: number): Error => Object.assign(new Error(`status ${code}`), { code });

export function createFakeGateway(): FakeGateway {
  const polls: number[] = [];
  const backlog: GatewayJob[] = [];
  const streams: FakeStream[] = [];
  const completed: string[] = [];
  const failed: FailJobRequest[] = [];
  const gateway: FakeGateway = {
    backlog,
    polls,
    streams,
    completed,
    failed,
    failure: undefined,
    streamFailure: undefined,
    restAddress: undefined,
    tls: {},
    tenantId: '<default>',
    topology: () => Promise.resolve(),
    throwError: () => Promise.resolve(),
    updateJobTimeout: () => Promise.resolve(),
    authHeaders: () => Promise.resolve({}),
    refuse: () => undefined,
    completeJob({ jobKey }) {
      completed.push(jobKey);
      return Promise.resolve();
    },
    failJob(request) {
      failed.push(request);
      return Promise.resolve();
    },
    async activateJobs({ maxJobsToActivate, requestTimeout }, { signal, onJob }) {
      polls.push(requestTimeout);
      await new Promise((resolve) => setImmediate(resolve));
      if (gateway.failure !== undefined) throw gateway.failure;
      if (backlog.length === 0 && requestTimeout > 0) {
        await new Promise<void>((resolve) => {
          const end = (): void => {
            clearTimeout(timer);
            resolve();
          };
          const timer = setTimeout(end, 50);
          signal.addEventListener('abort', end, { once: true });
        });
      }
      backlog.splice(0, maxJobsToActivate).forEach(onJob);
    },
    async streamJobs(_request, call) {
      await Promise.resolve();
      if (gateway.failure !== undefined) throw gateway.failure;
      const stream = createFakeStream(call);
      streams.push(stream);
      const { streamFailure } = gateway;
      if (streamFailure !== undefined) setImmediate(() => stream.end(streamFailure));
      return stream;
    },
  };
  return gateway;
}

function createFakeStream({ onJob, onEnd }: PushCall) {
  const onTheWay: GatewayJob[] = [];
  const state = { paused: false, cancelled: false };
  const deliver = (): void => {
    while (!state.paused && !state.cancelled) {
      const job = onTheWay.shift();
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
      onTheWay.push(job);
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
      setImmediate(() => onEnd(grpcError(1)));
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
