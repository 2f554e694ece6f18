import { type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';

import type { ConditionalTrigger, VariableEvent } from '../model/graph.ts';
import type { Key } from './commands.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluate, type VariableScope } from './evaluate.ts';
import { type EventNode, listEvents } from './waits.ts';

/** By the name of a variable: what has happened to it in one scope or another. */
type Changes = ReadonlyMap<string, readonly VariableEvent[]>;
const NO_CHANGES: Changes = new Map();

/** Has the conditions of a process instance looked at, after a command has set variables in it. */
export function noteVariables(engine: Engine, { key, processInstanceKey }: ElementInstance): void {
  if (engine.conditionWatches.has(processInstanceKey)) engine.work.push({ kind: 'checkConditions', key });
}

function findChange(before: JsonObject, name: string, value: JsonValue): VariableEvent | undefined {
  if (!Object.hasOwn(before, name)) return 'create';
  const old = before[name] ?? null;
  return old === value || stringifyJson(old) === stringifyJson(value) ? undefined : 'update';
}

/** What has changed around a scope, and in it. */
function addChanges(around: Changes, before: JsonObject, after: JsonObject): Changes {
  const changes = new Map(around);
  for (const [name, value] of Object.entries(after)) {
    const event = findChange(before, name, value);
    if (event) changes.set(name, [...(changes.get(name) ?? []), event]);
  }
  return changes;
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
  { trigger, changes }: { readonly trigger: ConditionalTrigger; readonly changes: Changes },
): boolean {
  return listConditionNames(engine, instance, trigger).some((name) =>
    changes.get(name)?.some((event) => trigger.variableEvents?.includes(event) !== false),
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
function triggerEvents(engine: Engine, instance: ElementInstance, changes: Changes | 'all'): boolean {
  for (const event of listConditionalEvents(engine, instance)) {
    const { trigger, id: nodeId } = event;
    if (changes !== 'all' && !concerns(engine, instance, { trigger, changes })) continue;
    if (!isConditionTrue(engine, instance, trigger)) continue;
    engine.work.push({ kind: 'trigger', key: instance.key, nodeId, variables: {} });
    if (event.kind === 'catch' || event.interrupting) return true;
  }
  return false;
}

/** An element of a process instance, and the scopes around it. */
export interface Touched {
  readonly processInstanceKey: Key;
  /** By the key of a scope: what lies in it on the way to the element. */
  readonly within: ReadonlyMap<Key, Key>;
}

/** What a step with an element may change, if its process instance waits for conditions. */
export function findTouched(engine: Engine, key: Key): Touched | undefined {
  const { elementInstances } = engine.state;
  let instance = elementInstances.get(key);
  if (!instance || !engine.conditionWatches.has(instance.processInstanceKey)) return undefined;
  const { processInstanceKey } = instance;
  const within = new Map<Key, Key>();
  for (; instance && instance.scopeKey !== null; instance = elementInstances.get(instance.scopeKey))
    within.set(instance.scopeKey, instance.key);
  return { processInstanceKey, within };
}

/**
 * Looks at the conditions of a process instance after one step in it: at all of an element that has become
 * active, else at those that a changed variable concerns, outer scopes before inner ones. Where nothing has
 * changed, only what the step touched is looked at.
 */
export function checkConditions(engine: Engine, { processInstanceKey, within }: Touched): void {
  const watch = engine.conditionWatches.get(processInstanceKey);
  const root = engine.state.elementInstances.get(processInstanceKey);
  if (!watch || !root) return;
  const { conditionScopeIds } = getExecutable(engine, root);
  const open: { readonly instance: ElementInstance; readonly inherited: Changes }[] = [
    { instance: root, inherited: NO_CHANGES },
  ];
  // The list grows while it is walked.
  for (const { instance, inherited } of open) {
    if (instance.phase !== 'active') continue;
    const seen = watch.get(instance);
    const { variables } = instance;
    const isSame = seen === undefined || seen === variables;
    const changes = isSame ? inherited : addChanges(inherited, seen, variables);
    watch.set(instance, variables);
    const isConcerned = seen === undefined || changes.size > 0;
    if (isConcerned && triggerEvents(engine, instance, seen ? changes : 'all')) continue;
    if (!conditionScopeIds.has(instance.elementId)) continue;
    const touchedKey = within.get(instance.key);
    const touched = touchedKey === undefined ? [] : [touchedKey];
    for (const key of isConcerned ? instance.childKeys : touched) {
      const child = engine.state.elementInstances.get(key);
      if (child) open.push({ instance: child, inherited: changes });
    }
  }
}
