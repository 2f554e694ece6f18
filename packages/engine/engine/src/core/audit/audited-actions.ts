import type { BatchAction, BatchRecord } from '../batch/batch-types.ts';
import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import type { AuditedAction, AuditedOperation } from './audit-record.ts';
import { contextOf } from './note-action.ts';

/** Something that is done to a process instance, which may have ended. */
export const toInstanceAction = (
  engine: Engine,
  processInstanceKey: Key,
  operationType: AuditedOperation,
): AuditedAction => ({
  entityType: 'PROCESS_INSTANCE',
  operationType,
  entityKey: processInstanceKey,
  processInstanceKey,
  ...contextOf(engine, processInstanceKey),
});

export function toResolution(engine: Engine, incidentKey: Key): AuditedAction {
  const incident = engine.state.incidents.get(incidentKey);
  return {
    entityType: 'INCIDENT',
    operationType: 'RESOLVE',
    entityKey: incidentKey,
    ...(incident && contextOf(engine, incident.elementInstanceKey)),
    ...(incident?.jobKey !== undefined && { jobKey: incident.jobKey }),
  };
}

export const toDecisionDeletion = (evaluationKey: Key): AuditedAction => ({
  entityType: 'DECISION',
  operationType: 'DELETE',
  entityKey: evaluationKey,
  decisionEvaluationKey: evaluationKey,
});

export const toBatchAction = (
  { state }: Engine,
  batchOperationKey: Key,
  operationType: AuditedOperation,
): AuditedAction => {
  const type = state.batchOperations.get(batchOperationKey)?.action.type;
  return {
    entityType: 'BATCH',
    operationType,
    entityKey: batchOperationKey,
    batchOperationKey,
    ...(type !== undefined && { batchOperationType: type }),
  };
};

function toPlainItem(engine: Engine, { type }: BatchAction, key: Key): AuditedAction {
  switch (type) {
    case 'CANCEL_PROCESS_INSTANCE':
      return toInstanceAction(engine, key, 'CANCEL');
    case 'DELETE_PROCESS_INSTANCE':
      return toInstanceAction(engine, key, 'DELETE');
    case 'MODIFY_PROCESS_INSTANCE':
      return toInstanceAction(engine, key, 'MODIFY');
    case 'MIGRATE_PROCESS_INSTANCE':
      return toInstanceAction(engine, key, 'MIGRATE');
    case 'RESOLVE_INCIDENT':
      return toResolution(engine, key);
    case 'DELETE_DECISION_INSTANCE':
      return toDecisionDeletion(key);
  }
}

/** What a batch operation does to one of its items. */
export const toItemAction = (
  engine: Engine,
  { key: batchOperationKey, action }: BatchRecord,
  itemKey: Key,
): AuditedAction => ({
  ...toPlainItem(engine, action, itemKey),
  batchOperationKey,
  batchOperationType: action.type,
});
