import type { StreamActivatedJobsRequest } from '@jobwright/camunda8-protocol';
import type { Connector } from '@jobwright/connector-sdk';
import type { ActivatedJob, ConnectorRuntime, JobChannel } from '@jobwright/runtime';
import type { ConnectionState } from './connection-state.ts';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { JobHeaders } from './job-headers.ts';
import type { ZeebeGateway } from '../gateway/zeebe-gateway.ts';

/** What it takes to take the jobs of one connector. */
export interface JobSubscription {
  readonly gateway: ZeebeGateway;
  readonly runtime: ConnectorRuntime;
  readonly connector: Connector;
  readonly channel: JobChannel;
  readonly connection: ConnectionState;
  readonly workerName: string;
  /** For how long a job is ours at first, in milliseconds; the runtime extends it while it works. */
  readonly activationTimeoutMs: number;
  readonly tenantIds: readonly string[];
  readonly readHeaders: (text: string) => JobHeaders;
  readonly signal: AbortSignal;
}

export const toJobsRequest = (subscription: JobSubscription): StreamActivatedJobsRequest => ({
  type: subscription.connector.type,
  worker: subscription.workerName,
  timeout: subscription.activationTimeoutMs,
  fetchVariable: subscription.runtime.variablesOf(subscription.connector.type),
  tenantIds: subscription.tenantIds,
});

/** `activatedAt`: the earliest the engine can have given us the job, by our own clock. */
export function toActivatedJob(
  { readHeaders, activationTimeoutMs }: JobSubscription,
  job: GatewayJob,
  activatedAt: number,
): ActivatedJob {
  const deadline = activatedAt + activationTimeoutMs;
  try {
    return { ...job, headers: readHeaders(job.customHeaders), deadline };
  } catch {
    const problem = job.problem ?? 'The gateway sent it with headers that are no JSON object';
    return { ...job, headers: {}, deadline, problem };
  }
}
