import { setTimeout as sleep } from 'node:timers/promises';
import type { Connector } from '@jobwright/connector-sdk';
import type { ActivatedJob, ConnectorRuntime, JobChannel } from '@jobwright/runtime';
import type { ConnectionState } from './connection-state.ts';
import { GrpcStatus, toGrpcStatus } from './grpc-status.ts';
import { createHeaderReader, type JobHeaders } from './job-headers.ts';
import type { GatewayJob } from './gateway-job.ts';
import type { ZeebeGateway } from './zeebe-gateway.ts';

export interface PollOptions {
  readonly gateway: ZeebeGateway;
  readonly runtime: ConnectorRuntime;
  readonly connector: Connector;
  readonly channel: JobChannel;
  readonly connection: ConnectionState;
  readonly workerName: string;
  /** For how long a job is ours at first, in milliseconds; the runtime extends it while it works. */
  readonly activationTimeoutMs: number;
  readonly tenantIds: readonly string[];
  readonly signal: AbortSignal;
}

/** How long the gateway holds a call while there are no jobs. */
const LONG_POLL_MS = 10_000;
/** A call that has not ended so much later is on a dead connection. */
const LONG_POLL_OVERDUE_MS = 5_000;
/** Places that come free within this time are asked for in one call. */
const COALESCE_MS = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** Asks the engine for as many jobs as there is room for, one call at a time, until the signal aborts. Survives any outage. */
export async function pollJobs(options: PollOptions): Promise<void> {
  const { connection, connector, gateway, runtime, signal } = options;
  const readHeaders = createHeaderReader();
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const room = await waitForRoom(options);
    if (room === 0) continue;
    try {
      await gateway.activateJobs(
        {
          type: connector.type,
          worker: options.workerName,
          timeout: options.activationTimeoutMs,
          maxJobsToActivate: room,
          fetchVariable: runtime.variablesOf(connector.type),
          requestTimeout: LONG_POLL_MS,
          tenantIds: options.tenantIds,
        },
        {
          deadline: Date.now() + LONG_POLL_MS + LONG_POLL_OVERDUE_MS,
          signal,
          onJob: (job) => {
            const headers = readHeaders(job.customHeaders);
            void runtime.accept(toActivatedJob(job, headers, options.activationTimeoutMs), options.channel);
          },
        },
      );
      connection.up(connector.type);
      pauseMs = FIRST_PAUSE_MS;
    } catch (error) {
      if (toGrpcStatus(error) === GrpcStatus.DEADLINE_EXCEEDED) continue;
      if (toGrpcStatus(error) !== GrpcStatus.RESOURCE_EXHAUSTED) connection.down(connector.type, error);
      await pause(pauseMs * (0.5 + Math.random()), signal);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

async function waitForRoom({ runtime, connector: { type } }: PollOptions): Promise<number> {
  const free = await runtime.waitForCapacity(type, 1, { timeoutMs: 1_000 });
  if (free === 0) return 0;
  return runtime.waitForCapacity(type, Math.ceil(runtime.limitOf(type) / 4), { timeoutMs: COALESCE_MS });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

function toActivatedJob(job: GatewayJob, headers: JobHeaders, activationTimeoutMs: number): ActivatedJob {
  return { ...job, headers, deadline: Date.now() + activationTimeoutMs };
}
