import type { Engine } from './engine.ts';
import { getExecutable } from './engine.ts';
import type { Definition } from './engine-state.ts';
import type { Evaluation } from './evaluate.ts';
import { evaluateWait, isAwaited, openWait, type Wait } from './waits.ts';

/** What the start events of a version wait for. Their expressions see no variables. */
function evaluateStartEvents(engine: Engine, definition: Definition): Evaluation<readonly Wait[]> {
  const scope = { definitionKey: definition.key, scopeKey: null, variables: {} };
  const { node } = getExecutable(engine, scope);
  const root = node(definition.bpmnProcessId);
  const waits: Wait[] = [];
  for (const nodeId of root.kind === 'scope' ? root.eventStartIds : []) {
    const event = node(nodeId);
    if (event.kind !== 'start' || event.scopeId !== root.id) continue;
    const { trigger } = event;
    if (!isAwaited(trigger)) continue;
    const wait = evaluateWait(engine, scope, { nodeId, trigger });
    if (!wait.ok) return wait;
    waits.push(wait.value);
  }
  return { ok: true, value: waits };
}

/** Lets the start events of a version wait; a warning where what they wait for cannot be evaluated. */
export function openStartEvents(engine: Engine, definition: Definition): void {
  const starts = evaluateStartEvents(engine, definition);
  if (!starts.ok)
    return engine.onWarning(
      `A start event of the process '${definition.bpmnProcessId}' does not wait: ${starts.failure.message}`,
    );
  const waiter = { key: null, definitionKey: definition.key, scopeKey: null, variables: {} };
  for (const wait of starts.value) openWait(engine, waiter, wait);
}

/** The start events of a version wait no longer: it is not the latest any more. */
export function closeStartEvents(engine: Engine, definitionKey: string): void {
  const { state, messageIndex, schedule } = engine;
  for (const subscription of messageIndex.startSubscriptionsOf(definitionKey)) {
    state.subscriptions.delete(subscription.key);
    messageIndex.removeSubscription(subscription);
  }
  for (const timer of [...state.timers.values()]) {
    if (timer.elementInstanceKey !== null || timer.definitionKey !== definitionKey) continue;
    state.timers.delete(timer.key);
    schedule.noteDead();
  }
}
