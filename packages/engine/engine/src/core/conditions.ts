import { type JsonObject, stringifyJson } from '@jobwright/json';

import type { ConditionalTrigger, VariableEvent } from '../model/graph.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluate, type VariableScope } from './evaluate.ts';
import { type EventNode, listEvents } from './waits.ts';

interface Change {
  readonly name: string;
  readonly event: VariableEvent;
}
/** Has the conditions of a process instance looked at, after a command has set variables in it. */
export function noteVariables(engine: Engine, { key, processInstanceKey }: ElementInstance): void {
  if (engine.conditionWatches.has(processInstanceKey)) engine.work.push({ kind: 'checkConditions', key });
}

function listChanges(before: JsonObject, after: JsonObject): readonly Change[] {
  return Object.entries(after).flatMap(([name, value]): Change[] => {
    if (!Object.hasOwn(before, name)) return [{ name, event: 'create' }];
    const old = before[name] ?? null;
    return old === value || stringifyJson(old) === stringifyJson(value) ? [] : [{ name, event: 'update' }];
  });
}

/** The variables that a condition looks at. */
export function listConditionNames(
  engine: Engine,
  scope: VariableScope,
  { condition, variableNames }: ConditionalTrigger,
): readonly string[] {
  if (variableNames) return variableNames;
  return getExecutable(engine, scope)
    .compiled(condition)
    .references.map(({ name }) => name);
}

/** A condition that cannot be evaluated, for example because a variable is missing, does not hold. */
export function isConditionTrue(
  engine: Engine,
  scope: VariableScope,
  { condition: expression }: ConditionalTrigger,
): boolean {
  const outcome = evaluate(engine, scope, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  return outcome.ok && outcome.value === true;
}

function concerns(
  engine: Engine,
  instance: ElementInstance,
  { trigger, changes }: { readonly trigger: ConditionalTrigger; readonly changes: readonly Change[] },
): boolean {
  const names = listConditionNames(engine, instance, trigger);
  return changes.some(
    ({ name, event }) => names.includes(name) && trigger.variableEvents?.includes(event) !== false,
  );
}

type ConditionalEvent = EventNode & { readonly trigger: ConditionalTrigger };

function listConditionalEvents(engine: Engine, instance: ElementInstance): readonly ConditionalEvent[] {
  const { node } = getExecutable(engine, instance);
  return listEvents(instance, node(instance.elementId), node).flatMap((event): ConditionalEvent[] => {
    if (event.kind === 'start' && instance.isInterrupted === true) return [];
    const { trigger } = event;
    return trigger?.kind === 'conditional' ? [{ ...event, trigger }] : [];
  });
}

/**
 * Triggers the events of an instance whose condition holds now; true when one of them ends what is in the
 * instance.
 */
function triggerEvents(
  engine: Engine,
  instance: ElementInstance,
  changes: readonly Change[] | 'all',
): boolean {
  for (const event of listConditionalEvents(engine, instance)) {
    const { trigger, id: nodeId } = event;
    if (changes !== 'all' && !concerns(engine, instance, { trigger, changes })) continue;
    if (!isConditionTrue(engine, instance, trigger)) continue;
    engine.work.push({ kind: 'trigger', key: instance.key, nodeId, variables: {} });
    if (event.kind === 'catch' || event.interrupting) return true;
  }
  return false;
}

/**
 * Looks at the conditions of a process instance after one step in it: at all of an element that has become
 * active, else at those that a changed variable concerns, outer scopes before inner ones.
 */
export function checkConditions(engine: Engine, processInstanceKey: string): void {
  const watch = engine.conditionWatches.get(processInstanceKey);
  const root = engine.state.elementInstances.get(processInstanceKey);
  if (!watch || !root) return;
  const { conditionScopeIds } = getExecutable(engine, root);
  const open: { readonly instance: ElementInstance; readonly inherited: readonly Change[] }[] = [
    { instance: root, inherited: [] },
  ];
  // The list grows while it is walked.
  for (const { instance, inherited } of open) {
    if (instance.phase !== 'active') continue;
    const seen = watch.get(instance);
    const { variables } = instance;
    const own = seen === undefined || seen === variables ? [] : listChanges(seen, variables);
    watch.set(instance, variables);
    const changes = own.length === 0 ? inherited : [...inherited, ...own];
    if ((seen === undefined || changes.length > 0) && triggerEvents(engine, instance, seen ? changes : 'all'))
      continue;
    if (!conditionScopeIds.has(instance.elementId)) continue;
    for (const key of instance.childKeys) {
      const child = engine.state.elementInstances.get(key);
      if (child) open.push({ instance: child, inherited: changes });
    }
  }
}
