import type { JsonObject } from '@jobwright/json';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { forgetDrained } from './deployment/delete-definition.ts';
import type { InstanceEnd, Key } from './commands.ts';
import { type Engine, getExecutable, getNode } from './engine.ts';
import type { EndedInstance, ElementInstance } from './engine-state.ts';
import { startNextBuffered } from './messages.ts';

export function toInstanceEnd({ state, variables }: EndedInstance): InstanceEnd {
  return state === 'COMPLETED' ? { state, variables } : { state };
}

/** What was given to a process instance to find it by. */
export const labelsOf = ({
  businessId,
  tags,
}: ElementInstance): Pick<EndedInstance, 'businessId' | 'tags'> => ({
  ...(businessId !== undefined && { businessId }),
  ...(tags && { tags }),
});

export function forgetInstance({ state }: Engine, key: Key): void {
  state.ended.delete(key);
  state.histories.delete(key);
}

function returnToCaller(engine: Engine, caller: ElementInstance, variables: JsonObject): void {
  const node = getNode(engine, caller);
  delete caller.calledKey;
  if (node.kind === 'callActivity' && node.propagateAllChildVariables) caller.result = variables;
  else if (node.outputs.length > 0) caller.result = variables;
  engine.work.push({ kind: 'complete', key: caller.key });
}

/**
 * Remembers the end of a process instance, and lets the call activity go on that started it. Listeners are
 * called after the command.
 */
export function endInstance(
  engine: Engine,
  instance: ElementInstance,
  state: 'COMPLETED' | 'TERMINATED',
): void {
  const { ended } = engine.state;
  const { definition } = getExecutable(engine, instance);
  const { bpmnProcessId } = definition;
  engine.conditionWatches.delete(instance.key);
  engine.activeBusinessIds?.remove(instance);
  const { key, variables, callerKey, definitionKey, enteredAt: startedAt } = instance;
  const origin = {
    definitionKey,
    tenantId: definition.tenantId,
    startedAt,
    endedAt: engine.clock.now(),
    ...(callerKey !== undefined && { callerKey }),
  };
  const caller = callerKey === undefined ? undefined : engine.state.elementInstances.get(callerKey);
  const parent = caller && { parentProcessInstanceKey: caller.processInstanceKey };
  const labels = labelsOf(instance);
  ended.set(key, { processInstanceKey: key, bpmnProcessId, state, variables, ...parent, ...labels, origin });
  if (caller && state === 'COMPLETED') returnToCaller(engine, caller, variables);
  if (caller?.phase === 'terminating') engine.work.push({ kind: 'cancel', key: caller.key });
  if (instance.start) startNextBuffered(engine, instance);
  if (state === 'COMPLETED') engine.counts.instancesCompleted += 1;
  if (ended.size > engine.maxEndedInstances) {
    const [oldest] = ended.keys();
    if (oldest !== undefined) forgetInstance(engine, oldest);
  }
  if (definition.isDraining === true) forgetDrained(engine, definition);
  if (engine.endListeners.has(key)) engine.endedNow.push(key);
}

export function onInstanceEnd(
  engine: Engine,
  processInstanceKey: Key,
  listener: (end: InstanceEnd) => void,
): () => void {
  const ended = engine.state.ended.get(processInstanceKey);
  if (ended) {
    listener(toInstanceEnd(ended));
    return () => undefined;
  }
  const listeners = engine.endListeners.get(processInstanceKey) ?? new Set();
  // A listener given twice is two listeners.
  const entry = (end: InstanceEnd): void => listener(end);
  engine.endListeners.set(processInstanceKey, listeners.add(entry));
  return () => {
    listeners.delete(entry);
    if (listeners.size === 0) engine.endListeners.delete(processInstanceKey);
  };
}

function callGuarded(engine: Engine, call: () => void): void {
  try {
    call();
  } catch (error) {
    engine.onWarning(`A listener of an instance's end failed: ${toErrorMessage(error)}`);
  }
}

/** Calls the listeners of the instances that ended during the command. */
export function notifyEndListeners(engine: Engine): void {
  for (const key of engine.endedNow.splice(0)) {
    const listeners = engine.endListeners.get(key);
    const ended = engine.state.ended.get(key);
    engine.endListeners.delete(key);
    if (ended)
      for (const listener of listeners ?? []) callGuarded(engine, () => listener(toInstanceEnd(ended)));
  }
}
