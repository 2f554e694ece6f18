import type { StreamActivatedJobsRequest } from '@jobwright/camunda8-protocol';
import type { Connector } from '@jobwright/connector-sdk';
import type { ActivatedJob, ConnectorRuntime, JobChannel } from '@jobwright/runtime';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { JobCalls } from '../gateway/job-calls.ts';
import type { ConnectionState } from './connection-state.ts';
import type { JobHeaders } from './job-headers.ts';

/** Everything that is needed to get the jobs of one connector and to run them. */
export interface JobSubscription {
  readonly jobs: JobCalls;
  readonly runtime: ConnectorRuntime;
  readonly connector: Connector;
  readonly channel: JobChannel;
  readonly connection: ConnectionState;
  readonly workerName: string;
  /** How long a job is ours at first, in milliseconds; the runtime extends it while the job runs. */
  readonly activationTimeoutMs: number;
  readonly tenantIds: readonly string[];
  readonly readHeaders: (text: string) => JobHeaders;
  /** Ends the subscription. */
  readonly signal: AbortSignal;
  /** Cancels a poll that waits: with the subscription, or later where the engine would not notice it. */
  readonly pollSignal: AbortSignal;
  /** Jobs that a poll brought after the end of the subscription, which are being handed back. */
  readonly lateJobs: Promise<void>[];
}

/** The request for jobs of a subscription. */
export const jobsRequest = (subscription: JobSubscription): StreamActivatedJobsRequest => ({
  type: subscription.connector.type,
  worker: subscription.workerName,
  timeout: subscription.activationTimeoutMs,
  fetchVariable: subscription.runtime.variablesOf(subscription.connector.type),
  tenantIds: subscription.tenantIds,
});

/** The job for the runtime. `activatedAt`: the earliest time at which the engine can have handed it out, by `performance.now()`. */
export function activatedJob(
  { readHeaders, activationTimeoutMs }: JobSubscription,
  job: GatewayJob,
  activatedAt: number,
): ActivatedJob {
  const deadline = activatedAt + activationTimeoutMs;
  try {
    return { ...job, headers: readHeaders(job.customHeaders), deadline };
  } catch {
    const problem = job.problem ?? 'The gateway sent it with headers that are not a JSON object';
    return { ...job, headers: {}, deadline, problem };
  }
}
