import type { BatchAction } from '../batch/batch-types.ts';
import type { Key } from '../key.ts';

/** What an operation was done to. */
export type AuditedEntity =
  'BATCH' | 'DECISION' | 'INCIDENT' | 'PROCESS_INSTANCE' | 'RESOURCE' | 'USER_TASK' | 'VARIABLE';

export type AuditedOperation =
  | 'ASSIGN'
  | 'CANCEL'
  | 'COMPLETE'
  | 'CREATE'
  | 'DELETE'
  | 'EVALUATE'
  | 'MIGRATE'
  | 'MODIFY'
  | 'RESOLVE'
  | 'RESUME'
  | 'SUSPEND'
  | 'UNASSIGN'
  | 'UPDATE';

/** Where what an operation was done to belongs, as far as it belongs there. */
export interface AuditContext {
  readonly tenantId?: string;
  readonly batchOperationKey?: Key;
  readonly batchOperationType?: BatchAction['type'];
  readonly processDefinitionId?: string;
  readonly processDefinitionKey?: Key;
  readonly processInstanceKey?: Key;
  readonly elementInstanceKey?: Key;
  readonly jobKey?: Key;
  readonly userTaskKey?: Key;
  readonly decisionRequirementsId?: string;
  readonly decisionRequirementsKey?: Key;
  readonly decisionDefinitionId?: string;
  readonly decisionDefinitionKey?: Key;
  readonly decisionEvaluationKey?: Key;
  readonly deploymentKey?: Key;
  readonly formKey?: Key;
  readonly resourceKey?: Key;
}

/** Something that somebody did. */
export interface AuditedAction extends AuditContext {
  readonly entityType: AuditedEntity;
  readonly operationType: AuditedOperation;
  readonly entityKey: Key;
  /** The name of a variable or file. */
  readonly entityDescription?: string;
}

/** An entry of the audit log. */
export interface AuditRecord extends AuditedAction {
  /** Counted by itself: it is no key of the engine. */
  readonly key: Key;
  /** In milliseconds since 1970, by the engine's clock. */
  readonly at: number;
}
