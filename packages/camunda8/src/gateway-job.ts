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
/** What the gateway answers when it is asked for jobs. */
export const activateJobsResponse = z.object({ jobs: z.array(gatewayJob) });

/** A job as the gateway sends it; headers and variables are JSON text. */
export type GatewayJob = z.output<typeof gatewayJob>;
