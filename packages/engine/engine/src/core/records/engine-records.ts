import { type AuditFound, listAuditLog } from './audit-found.ts';
import { viewBatch } from '../batch/view-batch.ts';
import type { BatchOperation } from '../batch/batch-types.ts';
import type { ClusterVariable } from '../cluster-variable-types.ts';
import type { DecisionRequirementsRecord } from '../decisions/decision-records.ts';
import type { ResourceVersion } from '../deployment-records.ts';
import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import { type BatchItemFound, listBatchItems } from './batch-item-record.ts';
import {
  type DecisionFound,
  type DecisionInstanceFound,
  listDecisionInstances,
  listDecisions,
} from './decision-found.ts';
import { createProcessRecords, type ProcessRecords } from './process-records.ts';
import {
  type CorrelationFound,
  listCorrelations,
  listSubscriptions,
  type SubscriptionFound,
} from './subscription-record.ts';
import { findUserTask, listUserTasks, type UserTaskFound } from './user-task-record.ts';

/**
 * What the engine knows, live and remembered, to search in. Each call looks at the state as it is; nothing is
 * copied before it is read.
 */
export interface EngineRecords extends ProcessRecords {
  userTasks(): readonly UserTaskFound[];
  userTask(key: Key): UserTaskFound | undefined;
  messageSubscriptions(): readonly SubscriptionFound[];
  messageCorrelations(): readonly CorrelationFound[];
  decisions(): readonly DecisionFound[];
  decisionRequirements(): readonly DecisionRequirementsRecord[];
  decisionInstances(): readonly DecisionInstanceFound[];
  /** Deployed files that are neither models nor forms. */
  resources(): readonly ResourceVersion[];
  clusterVariables(): readonly ClusterVariable[];
  batchOperations(): readonly BatchOperation[];
  batchItems(): readonly BatchItemFound[];
  /** What was done by commands, the last 10,000 at least. */
  auditLog(): readonly AuditFound[];
  /** A deployed file by its checksum. */
  fileText(checksum: string): string;
}

export function createEngineRecords(engine: Engine): EngineRecords {
  return {
    ...createProcessRecords(engine),
    userTasks: () => listUserTasks(engine),
    userTask: (key) => findUserTask(engine, key),
    messageSubscriptions: () => listSubscriptions(engine),
    messageCorrelations: () => listCorrelations(engine),
    decisions: () => listDecisions(engine),
    decisionRequirements: () => [...engine.state.decisionRequirements.values()],
    decisionInstances: () => listDecisionInstances(engine),
    resources: () => [...engine.state.resourceVersions.values()].filter(({ kind }) => kind === 'resource'),
    clusterVariables: () =>
      [...engine.state.clusterVariables.values()].flatMap((scope) => [...scope.values()]),
    batchOperations: () => [...engine.state.batchOperations.values()].map(viewBatch),
    batchItems: () => listBatchItems(engine),
    auditLog: () => listAuditLog(engine),
    fileText: (checksum) => engine.state.resources.get(checksum) ?? '',
  };
}
