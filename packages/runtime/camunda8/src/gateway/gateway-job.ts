import { z } from 'zod';

const gatewayJob = z.object({
  key: z.string(),
  type: z.string(),
  processInstanceKey: z.string(),
  bpmnProcessId: z.string(),
  processDefinitionVersion: z.number(),
  processDefinitionKey: z.string(),
  elementId: z.string(),
  elementInstanceKey: z.string(),
  customHeaders: z.string(),
  retries: z.number(),
  variables: z.string(),
  tenantId: z.string(),
  // From here on of clusters from 8.8 or 8.10; an attached client may not know them.
  tags: z.array(z.string()).exactOptional(),
  priority: z.number().exactOptional(),
  businessId: z.string().exactOptional(),
  jobLeaseToken: z.string().exactOptional(),
  physicalTenantId: z.string().exactOptional(),
});
const activateJobsResponse = z.object({ jobs: z.array(z.unknown()) });

/** A job as the gateway sends it; headers and variables are JSON text. */
export interface GatewayJob extends z.output<typeof gatewayJob> {
  /** Why the job cannot be processed. */
  readonly problem?: string;
}

/**
 * Reads the jobs of a poll. A job of an unknown shape gets a `problem` and does not affect the others.
 * @throws Error when the message is not a list of jobs
 */
export function readPolledJobs(message: unknown): readonly GatewayJob[] {
  const result = activateJobsResponse.safeParse(message);
  if (result.success) return result.data.jobs.map(readPushedJob);
  throw new Error('The gateway sent jobs in a shape that this version does not know', {
    cause: result.error,
  });
}

/** Reads a job of a stream. One of an unknown shape gets a `problem`. */
export function readPushedJob(message: unknown): GatewayJob {
  const result = gatewayJob.safeParse(message);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join('.')).join(', ');
  return {
    ...readParts(message),
    problem: `The gateway sent it with fields of an unexpected type: ${fields}`,
  };
}

const text = z.string().catch('');
const number = z.number().catch(0);
const parts = z.object({
  key: z.union([z.string(), z.number(), z.bigint()]).transform(String).catch(''),
  type: text,
  processInstanceKey: text,
  bpmnProcessId: text,
  processDefinitionVersion: number,
  processDefinitionKey: text,
  elementId: text,
  elementInstanceKey: text,
  customHeaders: text,
  retries: number,
  variables: text,
  tenantId: text,
});

/** The readable parts of a job, so that it can be answered. */
const readParts = (message: unknown): GatewayJob => parts.safeParse(message).data ?? parts.parse({});
