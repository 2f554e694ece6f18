import type { StreamActivatedJobsRequest } from '@jobwright/camunda8-protocol';
import type { Connector } from '@jobwright/connector-sdk';
import type { ActivatedJob, ConnectorRuntime, JobChannel } from '@jobwright/runtime';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { JobCalls } from '../gateway/job-calls.ts';
import type { ConnectionState } from '@jobwright/runtime/cluster';
import type { JobHeaders } from './job-headers.ts';
import type { StreamSwitch } from './stream-switch.ts';

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
  /** Whether jobs are asked for with a lease, so that only the answer of the latest delivery counts. */
  readonly withLease: boolean;
  /** Which engine of the cluster is asked. `undefined`: its only one. */
  readonly physicalTenantId: string | undefined;
  /** Whether jobs may be pushed. */
  readonly streamSwitch: StreamSwitch;
  /** Called with each job that comes. */
  readonly onJob: (job: GatewayJob) => void;
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
  ...(subscription.withLease && { withLease: true }),
});

/**
 * The job for the runtime. `activatedAt`: the earliest time at which the engine can have handed it out, by
 * `performance.now()`.
 */
export function activatedJob(
  subscription: JobSubscription,
  job: GatewayJob,
  activatedAt: number,
): ActivatedJob {
  subscription.onJob(job);
  const deadline = activatedAt + subscription.activationTimeoutMs;
  const { headers, problem } = readHeadersOf(job, subscription);
  const { tags = [], businessId, jobLeaseToken, priority } = job;
  const physicalTenantId = job.physicalTenantId || subscription.physicalTenantId;
  return {
    key: job.key,
    type: job.type,
    processInstanceKey: job.processInstanceKey,
    bpmnProcessId: job.bpmnProcessId,
    processDefinitionVersion: job.processDefinitionVersion,
    processDefinitionKey: job.processDefinitionKey,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    retries: job.retries,
    variables: job.variables,
    tenantId: job.tenantId,
    headers,
    deadline,
    ...(problem !== undefined && { problem }),
    // gRPC sends empty texts and lists for what is not there.
    ...(tags.length > 0 && { tags }),
    ...(businessId && { businessId }),
    ...(jobLeaseToken && { leaseToken: jobLeaseToken }),
    ...(priority !== undefined && { priority }),
    ...(physicalTenantId !== undefined && { physicalTenantId }),
  };
}

function readHeadersOf(
  { customHeaders, problem }: GatewayJob,
  { readHeaders }: JobSubscription,
): Pick<ActivatedJob, 'headers' | 'problem'> {
  try {
    return { headers: readHeaders(customHeaders), problem };
  } catch {
    return {
      headers: {},
      problem: problem ?? 'The gateway sent it with headers that are not a JSON object',
    };
  }
}
