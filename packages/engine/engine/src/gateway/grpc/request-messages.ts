import { z } from 'zod';

const int64 = z.string();
const int64AsNumber = z.string().transform(Number);
const utf8 = z.instanceof(Uint8Array).transform((bytes) => new TextDecoder().decode(bytes));

export const emptyRequest = z.object({});

export const deployResourceRequest = z.object({
  resources: z.array(z.object({ name: z.string(), content: utf8 })),
  tenantId: z.string(),
});

export const deleteResourceRequest = z.object({ resourceKey: int64 });
const jobLeaseToken = z.string().optional();

export const deployProcessRequest = z.object({
  processes: z.array(z.object({ name: z.string(), definition: utf8 })),
});

export const createProcessInstanceRequest = z.object({
  processDefinitionKey: int64,
  bpmnProcessId: z.string(),
  version: z.number(),
  variables: z.string(),
  startInstructions: z.array(z.object({ elementId: z.string() })),
  tenantId: z.string(),
  tags: z.array(z.string()),
  businessId: z.string().optional(),
  runtimeInstructions: z.array(z.object({ terminate: z.object({ afterElementId: z.string() }).nullish() })),
});
export type CreateProcessInstanceRequest = z.output<typeof createProcessInstanceRequest>;

export const createProcessInstanceWithResultRequest = z.object({
  request: createProcessInstanceRequest.nullish(),
  requestTimeout: int64AsNumber,
  fetchVariables: z.array(z.string()),
});

export const cancelProcessInstanceRequest = z.object({ processInstanceKey: int64 });

export const streamActivatedJobsRequest = z.object({
  type: z.string(),
  worker: z.string(),
  timeout: int64AsNumber,
  fetchVariable: z.array(z.string()),
  tenantIds: z.array(z.string()),
  tenantFilter: z.enum(['PROVIDED', 'ASSIGNED']),
  withLease: z.boolean(),
});

export const activateJobsRequest = streamActivatedJobsRequest.extend({
  maxJobsToActivate: z.number(),
  requestTimeout: int64AsNumber,
});

const names = z.object({ values: z.array(z.string()) });
const corrections = z.object({
  assignee: z.string().nullish(),
  dueDate: z.string().nullish(),
  followUpDate: z.string().nullish(),
  candidateUsers: names.nullish(),
  candidateGroups: names.nullish(),
  priority: z.number().nullish(),
});
const jobResult = z.object({
  type: z.string().nullish(),
  denied: z.boolean().nullish(),
  deniedReason: z.string().nullish(),
  corrections: corrections.nullish(),
  activateElements: z.array(z.object({ elementId: z.string(), variables: z.string() })),
  isCompletionConditionFulfilled: z.boolean().nullish(),
  isCancelRemainingInstances: z.boolean().nullish(),
});
export type JobResultMessage = z.output<typeof jobResult>;

export const completeJobRequest = z.object({
  jobKey: int64,
  variables: z.string(),
  result: jobResult.nullish(),
  jobLeaseToken,
  businessId: z.string().optional(),
});

export const failJobRequest = z.object({
  jobKey: int64,
  retries: z.number(),
  errorMessage: z.string(),
  retryBackOff: int64AsNumber,
  variables: z.string(),
  jobLeaseToken,
});

export const throwErrorRequest = z.object({
  jobKey: int64,
  errorCode: z.string(),
  errorMessage: z.string(),
  variables: z.string(),
  jobLeaseToken,
});

export const updateJobRetriesRequest = z.object({ jobKey: int64, retries: z.number(), jobLeaseToken });

export const updateJobTimeoutRequest = z.object({ jobKey: int64, timeout: int64AsNumber, jobLeaseToken });

export const updateJobPriorityRequest = z.object({
  jobKey: int64,
  priority: z.number().optional(),
  jobLeaseToken,
});

export const assignBusinessIdRequest = z.object({ processInstanceKey: int64, businessId: z.string() });

export const publishMessageRequest = z.object({
  name: z.string(),
  correlationKey: z.string(),
  timeToLive: int64AsNumber,
  messageId: z.string(),
  variables: z.string(),
  tenantId: z.string(),
  businessId: z.string().optional(),
});

export const broadcastSignalRequest = z.object({
  signalName: z.string(),
  variables: z.string(),
  tenantId: z.string(),
});

export const evaluateDecisionRequest = z.object({
  decisionKey: int64,
  decisionId: z.string(),
  variables: z.string(),
  tenantId: z.string(),
});

export const evaluateConditionalRequest = z.object({
  tenantId: z.string(),
  processDefinitionKey: int64.optional(),
  variables: z.string(),
});

export const resolveIncidentRequest = z.object({ incidentKey: int64 });

export const setVariablesRequest = z.object({
  elementInstanceKey: int64,
  variables: z.string(),
  local: z.boolean(),
});

const variableInstructions = z.array(z.object({ variables: z.string(), scopeId: z.string() }));

export const modifyProcessInstanceRequest = z.object({
  processInstanceKey: int64,
  activateInstructions: z.array(
    z.object({ elementId: z.string(), ancestorElementInstanceKey: int64, variableInstructions }),
  ),
  moveInstructions: z.array(
    z.object({
      sourceElementInstanceKey: int64,
      sourceElementId: z.string(),
      targetElementId: z.string(),
      variableInstructions,
      ancestorElementInstanceKey: int64,
      inferAncestorScopeFromSourceHierarchy: z.boolean(),
      useSourceParentKeyAsAncestorScopeKey: z.boolean(),
    }),
  ),
  terminateInstructions: z.array(z.object({ elementInstanceKey: int64, elementId: z.string() })),
});
export type ModifyProcessInstanceRequest = z.output<typeof modifyProcessInstanceRequest>;

export const migrateProcessInstanceRequest = z.object({
  processInstanceKey: int64,
  migrationPlan: z
    .object({
      targetProcessDefinitionKey: int64,
      mappingInstructions: z.array(z.object({ sourceElementId: z.string(), targetElementId: z.string() })),
    })
    .nullish(),
});
