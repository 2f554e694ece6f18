import type { JsonObject } from '@jobwright/json';

import type { ConditionalEvaluation, EvaluateConditionsCommand } from './condition-types.ts';
import { isConditionTrue, listConditionNames } from './conditions.ts';
import type { Result } from './commands.ts';
import { DEFAULT_TENANT_ID } from './defaults.ts';
import { createProcessInstance } from './element-instances.ts';
import { type Engine, getExecutable } from './engine.ts';
import { type Definition, nextKey } from './engine-state.ts';
import { reject, succeed } from './result.ts';

interface Match {
  readonly definition: Definition;
  readonly nodeId: string;
}

function findMatches(engine: Engine, definition: Definition, variables: JsonObject): readonly Match[] {
  const executable = getExecutable(engine, { definitionKey: definition.key });
  if (executable.conditionScopeIds.size === 0) return [];
  const scope = { definitionKey: definition.key, scopeKey: null, variables };
  const root = executable.node(executable.rootId);
  return (root.kind === 'scope' ? root.eventStartIds : []).flatMap((nodeId) => {
    const event = executable.node(nodeId);
    if (event.kind !== 'start' || event.scopeId !== root.id || event.trigger?.kind !== 'conditional')
      return [];
    const names = listConditionNames(engine, scope, event.trigger);
    const isConcerned = names.length === 0 || names.some((name) => Object.hasOwn(variables, name));
    return isConcerned && isConditionTrue(engine, scope, event.trigger) ? [{ definition, nodeId }] : [];
  });
}

/** Starts a process instance for each conditional start event whose condition holds with the variables. */
export function evaluateConditions(
  engine: Engine,
  { variables, tenantId = DEFAULT_TENANT_ID, processDefinitionKey }: EvaluateConditionsCommand,
): Result<ConditionalEvaluation> {
  const all = [...engine.state.definitions.values()].filter((definition) => definition.tenantId === tenantId);
  const wanted =
    processDefinitionKey === undefined ? all : all.filter(({ key }) => key === processDefinitionKey);
  if (processDefinitionKey !== undefined && wanted.length === 0)
    return reject(
      'NOT_FOUND',
      'EVALUATE',
      `Expected to evaluate conditional for process definition key '${processDefinitionKey}', but no such process was found.`,
    );
  // Only the start events of the latest version of a process wait.
  const matches = wanted
    .filter((definition) => engine.definitionIndex.isLatest(definition))
    .flatMap((definition) => findMatches(engine, definition, variables));
  const processInstances = matches.map(({ definition, nodeId }) => {
    const start = { nodeId, variables };
    const { key } = createProcessInstance(engine, { definition, variables: {}, start });
    return { processDefinitionKey: definition.key, processInstanceKey: key };
  });
  return succeed({ key: nextKey(engine.state), tenantId, processInstances });
}
