import type { AuditRecord } from './audit/audit-record.ts';
import type { ClusterVariable } from './cluster-variable-types.ts';
import { restoreClusterVariables } from './cluster-variables.ts';
import type {
  Definition,
  ElementInstance,
  EndedInstance,
  EngineState,
  IncidentRecord,
  Job,
  MessageRecord,
  ResourceVersion,
  SubscriptionRecord,
  TimerRecord,
  UserTaskRecord,
} from './engine-state.ts';
import type { ForgottenDefinition } from './deployment-records.ts';
import type { Key } from './key.ts';
import type { DecisionEvaluation } from './decisions/decision-passage.ts';
import type { DecisionRecord, DecisionRequirementsRecord } from './decisions/decision-records.ts';
import type { BatchRecord } from './batch/batch-types.ts';
import type { GlobalListener } from './global-listener-types.ts';
import type { HistoryRecord } from './history-records.ts';
import type { JobQueues } from './job-queues.ts';
import type { Schedule } from './schedule.ts';

/** The whole state as plain data; `stringifyJson` writes it and `parseJson` reads it back. */
export interface EngineSnapshot {
  readonly lastKey: number;
  readonly pinnedAtMs?: number;
  readonly definitions: readonly Definition[];
  readonly forgottenDefinitions: readonly ForgottenDefinition[];
  readonly resources: readonly { readonly checksum: string; readonly content: string }[];
  readonly decisionRequirements: readonly DecisionRequirementsRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly resourceVersions: readonly ResourceVersion[];
  readonly usedVersions: readonly { readonly address: string; readonly version: number }[];
  readonly elementInstances: readonly ElementInstance[];
  readonly jobs: readonly Job[];
  readonly incidents: readonly IncidentRecord[];
  readonly timers: readonly TimerRecord[];
  readonly subscriptions: readonly SubscriptionRecord[];
  readonly messages: readonly MessageRecord[];
  readonly userTasks: readonly UserTaskRecord[];
  readonly clusterVariables: readonly ClusterVariable[];
  readonly globalListeners: readonly GlobalListener[];
  readonly terminateAfter: readonly {
    readonly processInstanceKey: Key;
    readonly elementIds: readonly string[];
  }[];
  readonly histories: readonly HistoryRecord[];
  readonly batchOperations: readonly BatchRecord[];
  readonly auditLog: readonly AuditRecord[];
  readonly evaluations: readonly DecisionEvaluation[];
  readonly ended: readonly EndedInstance[];
}

export function toSnapshot(state: EngineState): EngineSnapshot {
  return {
    lastKey: state.lastKey,
    ...(state.pinnedAtMs !== undefined && { pinnedAtMs: state.pinnedAtMs }),
    definitions: [...state.definitions.values()],
    forgottenDefinitions: [...state.forgottenDefinitions.values()],
    resources: [...state.resources].map(([checksum, content]) => ({ checksum, content })),
    decisionRequirements: [...state.decisionRequirements.values()],
    decisions: [...state.decisions.values()],
    resourceVersions: [...state.resourceVersions.values()],
    usedVersions: [...state.usedVersions].map(([address, version]) => ({ address, version })),
    elementInstances: [...state.elementInstances.values()],
    jobs: [...state.jobs.values()],
    incidents: [...state.incidents.values()],
    timers: [...state.timers.values()],
    subscriptions: [...state.subscriptions.values()],
    messages: [...state.messages.values()],
    userTasks: [...state.userTasks.values()],
    clusterVariables: [...state.clusterVariables.values()].flatMap((scope) => [...scope.values()]),
    globalListeners: [...state.globalListeners.values()],
    terminateAfter: [...state.terminateAfter].map(([processInstanceKey, elementIds]) => ({
      processInstanceKey,
      elementIds,
    })),
    histories: [...state.histories.values()],
    evaluations: [...state.evaluations.values()],
    batchOperations: [...state.batchOperations.values()],
    auditLog: [...state.auditLog],
    ended: [...state.ended.values()],
  };
}

const byKey = <T extends { readonly key: string }>(records: readonly T[]): Map<string, T> =>
  new Map(records.map((record) => [record.key, { ...record }]));

/**
 * The state of a snapshot. Lists within the records are shared with it: give each engine a snapshot of its
 * own.
 */
export function fromSnapshot(snapshot: EngineSnapshot): EngineState {
  return {
    lastKey: snapshot.lastKey,
    ...(snapshot.pinnedAtMs !== undefined && { pinnedAtMs: snapshot.pinnedAtMs }),
    definitions: byKey(snapshot.definitions),
    forgottenDefinitions: byKey(snapshot.forgottenDefinitions),
    resources: new Map(snapshot.resources.map(({ checksum, content }) => [checksum, content])),
    decisionRequirements: byKey(snapshot.decisionRequirements),
    decisions: byKey(snapshot.decisions),
    resourceVersions: byKey(snapshot.resourceVersions),
    usedVersions: new Map(snapshot.usedVersions.map(({ address, version }) => [address, version])),
    elementInstances: byKey(snapshot.elementInstances),
    jobs: byKey(snapshot.jobs),
    incidents: byKey(snapshot.incidents),
    timers: byKey(snapshot.timers),
    subscriptions: byKey(snapshot.subscriptions),
    messages: byKey(snapshot.messages),
    userTasks: byKey(snapshot.userTasks),
    clusterVariables: restoreClusterVariables(snapshot.clusterVariables),
    globalListeners: new Map(snapshot.globalListeners.map((listener) => [listener.id, listener])),
    terminateAfter: new Map(
      snapshot.terminateAfter.map(({ processInstanceKey, elementIds }) => [processInstanceKey, elementIds]),
    ),
    histories: new Map(snapshot.histories.map((history) => [history.processInstanceKey, history])),
    evaluations: new Map(snapshot.evaluations.map((one) => [one.evaluationKey, one])),
    batchOperations: byKey(snapshot.batchOperations),
    auditLog: [...snapshot.auditLog],
    ended: new Map(snapshot.ended.map((record) => [record.processInstanceKey, record])),
  };
}

/** Puts back what waits in queues and on the clock. */
export function restoreWaiting(
  state: EngineState,
  { jobQueues, schedule }: { readonly jobQueues: JobQueues; readonly schedule: Schedule },
): void {
  for (const job of state.jobs.values()) {
    const { key, deadline, availableAt } = job;
    if (job.state === 'ACTIVATABLE') {
      // Its entry in the queue has the same number again.
      job.offers -= 1;
      jobQueues.offer(job);
    }
    if (deadline !== null) schedule.add({ kind: 'jobDeadline', key, at: deadline });
    if (availableAt !== null) schedule.add({ kind: 'jobBackoff', key, at: availableAt });
  }
  for (const { key, at, elementInstanceKey } of state.timers.values())
    schedule.add({ kind: 'timer', key, at, orderKey: elementInstanceKey ?? key });
  for (const { key, expiresAt } of state.messages.values())
    schedule.add({ kind: 'messageExpiry', key, at: expiresAt });
}
