import type { UserTaskProperties } from '../../core/user-task-types.ts';
import type { JobMessage } from '../jobs/job-messages.ts';

/** A job as the Camunda 8 REST API writes it. Variables and headers keep all their digits. */
export function activatedJobText({ customHeaders, variables, userTask, ...job }: JobMessage): string {
  const fields = JSON.stringify({
    type: job.type,
    processDefinitionId: job.bpmnProcessId,
    processDefinitionVersion: job.processDefinitionVersion,
    elementId: job.elementId,
    worker: job.worker,
    retries: job.retries,
    deadline: job.deadline,
    tenantId: job.tenantId,
    jobKey: job.key,
    processInstanceKey: job.processInstanceKey,
    processDefinitionKey: job.processDefinitionKey,
    elementInstanceKey: job.elementInstanceKey,
    kind: job.kind ?? 'BPMN_ELEMENT',
    listenerEventType: job.listenerEventType,
    userTask: userTask === undefined ? null : userTaskFields(userTask),
    tags: job.tags ?? [],
    businessId: job.businessId ?? null,
    rootProcessInstanceKey: null,
    priority: job.priority ?? 0,
    jobLeaseToken: job.jobLeaseToken ?? null,
    physicalTenantId: job.physicalTenantId,
  });
  return `${fields.slice(0, -1)},"customHeaders":${customHeaders},"variables":${variables}}`;
}

const userTaskFields = (task: Partial<UserTaskProperties>) => ({
  action: task.action ?? '',
  assignee: task.assignee ?? null,
  candidateGroups: task.candidateGroups ?? [],
  candidateUsers: task.candidateUsers ?? [],
  changedAttributes: task.changedAttributes ?? [],
  dueDate: task.dueDate ?? null,
  followUpDate: task.followUpDate ?? null,
  formKey: task.formKey ?? null,
  priority: task.priority ?? null,
  userTaskKey: task.userTaskKey ?? null,
});
