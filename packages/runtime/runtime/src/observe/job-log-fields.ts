import type { ActivatedJob } from '../job.ts';

/** The fields of each log line of a job: enough to find the job in Operate, and nothing of its variables. */
export const jobLogFields = (
  job: ActivatedJob,
  further?: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> => ({
  jobKey: job.key,
  jobType: job.type,
  processInstanceKey: job.processInstanceKey,
  bpmnProcessId: job.bpmnProcessId,
  elementId: job.elementId,
  tenantId: job.tenantId,
  ...(job.physicalTenantId !== undefined && { physicalTenantId: job.physicalTenantId }),
  ...(job.businessId !== undefined && { businessId: job.businessId }),
  ...further,
});
