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
});
const activateJobsResponse = z.object({ jobs: z.array(gatewayJob) });

/** A job as the gateway sends it; headers and variables are JSON text. */
export type GatewayJob = z.output<typeof gatewayJob>;

/** @throws Error when the message is not as this version knows it */
export const readPolledJobs = (message: unknown): readonly GatewayJob[] =>
  read(activateJobsResponse, message).jobs;

/** @throws Error when the message is not as this version knows it */
export const readPushedJob = (message: unknown): GatewayJob => read(gatewayJob, message);

function read<Output>(schema: z.ZodType<Output>, message: unknown): Output {
  const result = schema.safeParse(message);
  if (result.success) return result.data;
  throw new Error('The gateway sent jobs in a shape this version does not know', { cause: result.error });
}
