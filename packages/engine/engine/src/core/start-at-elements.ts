import type { Result } from './commands.ts';
import { createProcessInstance } from './element-instances.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { recordEntered } from './history.ts';
import { findTypeName, SUPPORTED_TYPES, UNSUPPORTED_TYPES } from './modify/activatable-types.ts';
import { followsEventBasedGateway, listScopeIds } from './modify/element-names.ts';
import { evaluateScopeWaits, makeActivations } from './modify/make-activations.ts';
import { planActivations } from './modify/plan-activations.ts';
import { succeed } from './result.ts';
import type { Executable } from './executable.ts';
import { openEvaluated } from './waits.ts';

function findReason(executable: Executable, elementIds: readonly string[]): string | undefined {
  const unknown = elementIds.find((id) => findTypeName(executable, id) === undefined);
  if (unknown !== undefined) return `no element found with id '${unknown}'.`;
  const nodeIds = elementIds.filter((id) => executable.findNode(id));
  const repeated = nodeIds.find((id) =>
    listScopeIds(executable, id).some((scopeId) => executable.node(scopeId).multiInstance !== undefined),
  );
  if (repeated !== undefined)
    return `the element with id '${repeated}' is inside a multi-instance subprocess. The creation of elements inside a multi-instance subprocess is not supported.`;
  const unsupported = elementIds.find((id) => UNSUPPORTED_TYPES.includes(findTypeName(executable, id) ?? ''));
  if (unsupported !== undefined)
    return `the element with id '${unsupported}' targets unsupported element type '${findTypeName(executable, unsupported)}'. Supported element types are: [${SUPPORTED_TYPES}]`;
  const awaited = nodeIds.find((id) => followsEventBasedGateway(executable, id));
  if (awaited !== undefined)
    return `the element with id '${awaited}' belongs to an event-based gateway. The creation of elements belonging to an event-based gateway is not supported.`;
  return undefined;
}

/** Why an instance cannot start at these elements; the first reason counts. */
export function findStartMistake(executable: Executable, elementIds: readonly string[]): string | undefined {
  const reason = findReason(executable, elementIds);
  return reason && `Expected to create instance of process with start instructions but ${reason}`;
}

function activateAll(engine: Engine, instance: ElementInstance, elementIds: readonly string[]): Result<void> {
  const waits = evaluateScopeWaits(engine, instance);
  if (!waits.ok) return waits;
  recordEntered(engine, instance);
  const activations = elementIds.map((elementId) => ({ elementId }));
  const planned = planActivations(engine, instance, activations);
  const made = planned.ok ? makeActivations(engine, planned.value) : planned;
  if (!made.ok) return made;
  openEvaluated(engine, instance, waits.value);
  return succeed(undefined);
}

/**
 * A new process instance that starts at elements of its choice, which have been checked. The scopes around
 * them are active at once, and their event sub-processes and boundary events wait, as those of the process
 * do.
 */
export function startAtElements(
  engine: Engine,
  elementIds: readonly string[],
  options: Parameters<typeof createProcessInstance>[1],
): Result<ElementInstance> {
  const { state } = engine;
  const { lastKey } = state;
  const instance = createProcessInstance(engine, { ...options, phase: 'active' });
  const activated = activateAll(engine, instance, elementIds);
  if (activated.ok) return succeed(instance);
  state.elementInstances.delete(instance.key);
  state.histories.delete(instance.key);
  engine.conditionWatches.delete(instance.key);
  engine.activeBusinessIds?.remove(instance);
  state.lastKey = lastKey;
  return { ok: false, rejection: { ...activated.rejection, intent: 'CREATE' } };
}
