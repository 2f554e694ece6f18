import type { Engine } from './engine.ts';
import { getExecutable } from './engine.ts';
import type { Key } from './key.ts';
import type { Usage, UsagePeriod } from './usage-types.ts';

interface Counted {
  processInstances: number;
  decisionInstances: number;
  readonly assignees: Set<string>;
}

const tenantOf = ({ state }: Engine, definitionKey: Key): string =>
  (state.definitions.get(definitionKey) ?? state.forgottenDefinitions.get(definitionKey))?.tenantId ?? '';

/** What each tenant used, as far as it is remembered. */
export function viewUsage(engine: Engine, { fromMs, toMs }: UsagePeriod): Usage[] {
  const { state } = engine;
  const tenants = new Map<string, Counted>();
  const isWithin = (at: number): boolean => at >= fromMs && at <= toMs;
  const of = (tenantId: string): Counted => {
    const known = tenants.get(tenantId) ?? {
      processInstances: 0,
      decisionInstances: 0,
      assignees: new Set<string>(),
    };
    tenants.set(tenantId, known);
    return known;
  };
  for (const { origin, parentProcessInstanceKey } of state.ended.values())
    if (parentProcessInstanceKey === undefined && isWithin(origin.startedAt))
      of(origin.tenantId).processInstances += 1;
  for (const instance of state.elementInstances.values())
    if (instance.scopeKey === null && instance.callerKey === undefined && isWithin(instance.enteredAt))
      of(getExecutable(engine, instance).definition.tenantId).processInstances += 1;
  for (const { tenantId, evaluatedAt } of state.evaluations.values())
    if (isWithin(evaluatedAt)) of(tenantId).decisionInstances += 1;
  for (const { decisions = [], userTasks = [] } of state.histories.values()) {
    for (const { tenantId, evaluatedAt } of decisions)
      if (isWithin(evaluatedAt)) of(tenantId).decisionInstances += 1;
    for (const { assignee, createdAt, definitionKey } of userTasks)
      if (assignee !== '' && isWithin(createdAt)) of(tenantOf(engine, definitionKey)).assignees.add(assignee);
  }
  for (const { assignee, elementInstanceKey } of state.userTasks.values()) {
    const instance = state.elementInstances.get(elementInstanceKey);
    if (instance && assignee !== '' && isWithin(instance.enteredAt))
      of(getExecutable(engine, instance).definition.tenantId).assignees.add(assignee);
  }
  return [...tenants].map(([tenantId, { assignees, ...usage }]) => ({
    tenantId,
    ...usage,
    assignees: [...assignees],
  }));
}
