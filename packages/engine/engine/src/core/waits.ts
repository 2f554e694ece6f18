import type { GraphNode, MessageTrigger, TimerTrigger } from '../model/graph.ts';
import { type Engine, getExecutable } from './engine.ts';
import { type ElementInstance, nextKey, type SubscriptionRecord } from './engine-state.ts';
import { evaluate, evaluateText, type Evaluation, fail, feelTypeName } from './evaluate.ts';
import { correlateBuffered } from './messages.ts';
import { evaluateTimer, type TimerDue } from './timer-due.ts';

type Wait =
  | { readonly kind: 'timer'; readonly nodeId: string; readonly due: TimerDue }
  | {
      readonly kind: 'message';
      readonly nodeId: string;
      readonly messageName: string;
      readonly correlationKey: string;
    };

function evaluateCorrelationKey(
  engine: Engine,
  instance: ElementInstance,
  trigger: MessageTrigger,
): Evaluation<string> {
  const expression = trigger.correlationKey;
  const evaluation = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  if (typeof value === 'string') return { ok: true, value };
  if (typeof value === 'number' || typeof value === 'bigint') return { ok: true, value: String(value) };
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${expression.slice(1)}': The value must be either a string or a number, but was '${feelTypeName(value)}'.`,
  );
}

function evaluateWait(
  engine: Engine,
  instance: ElementInstance,
  { nodeId, trigger }: { readonly nodeId: string; readonly trigger: TimerTrigger | MessageTrigger },
): Evaluation<Wait> {
  if (trigger.kind === 'timer') {
    const due = evaluateTimer(engine, instance, trigger);
    return due.ok ? { ok: true, value: { kind: 'timer', nodeId, due: due.value } } : due;
  }
  const messageName = evaluateText(engine, instance, trigger.messageName);
  if (!messageName.ok) return messageName;
  const correlationKey = evaluateCorrelationKey(engine, instance, trigger);
  if (!correlationKey.ok) return correlationKey;
  return {
    ok: true,
    value: {
      kind: 'message',
      nodeId,
      messageName: messageName.value,
      correlationKey: correlationKey.value,
    },
  };
}

function openWait(engine: Engine, instance: ElementInstance, wait: Wait): SubscriptionRecord | undefined {
  const { state, schedule, messageIndex } = engine;
  const key = nextKey(state);
  const { nodeId } = wait;
  if (wait.kind === 'timer') {
    state.timers.set(key, { key, elementInstanceKey: instance.key, nodeId, ...wait.due });
    instance.timerKeys.push(key);
    schedule.add({ kind: 'timer', key, at: wait.due.at, orderKey: instance.key });
    return undefined;
  }
  const { bpmnProcessId, tenantId } = getExecutable(engine, instance).definition;
  const { messageName, correlationKey } = wait;
  const subscription: SubscriptionRecord = {
    key,
    elementInstanceKey: instance.key,
    nodeId,
    messageName,
    correlationKey,
    bpmnProcessId,
    tenantId,
  };
  state.subscriptions.set(key, subscription);
  instance.subscriptionKeys.push(key);
  messageIndex.addSubscription(subscription);
  return subscription;
}

/** What a node and its boundary events wait for. */
function listTriggers(node: GraphNode, boundary: (id: string) => GraphNode) {
  const own = node.kind === 'catch' ? [{ nodeId: node.id, trigger: node.trigger }] : [];
  const attached = node.boundaryIds.flatMap((id) => {
    const event = boundary(id);
    return event.kind === 'boundary' && event.trigger.kind !== 'error'
      ? [{ nodeId: id, trigger: event.trigger }]
      : [];
  });
  return [...own, ...attached];
}

/** Starts the timers and opens the subscriptions of an element and its boundary events: all of them, or none. */
export function openWaits(engine: Engine, instance: ElementInstance): Evaluation<undefined> {
  const { node } = getExecutable(engine, instance);
  const element = node(instance.elementId);
  if (element.kind !== 'catch' && element.boundaryIds.length === 0) return { ok: true, value: undefined };
  const waits: Wait[] = [];
  for (const trigger of listTriggers(element, node)) {
    const wait = evaluateWait(engine, instance, trigger);
    if (!wait.ok) return wait;
    waits.push(wait.value);
  }
  const opened = waits.map((wait) => openWait(engine, instance, wait));
  for (const subscription of opened) if (subscription) correlateBuffered(engine, subscription);
  return { ok: true, value: undefined };
}

/** Stops the timers and closes the subscriptions of an instance. */
export function closeWaits({ state, schedule, messageIndex }: Engine, instance: ElementInstance): void {
  for (const key of instance.timerKeys) if (state.timers.delete(key)) schedule.noteDead();
  for (const key of instance.subscriptionKeys) {
    const subscription = state.subscriptions.get(key);
    if (!subscription) continue;
    state.subscriptions.delete(key);
    messageIndex.removeSubscription(subscription);
  }
  instance.timerKeys.length = 0;
  instance.subscriptionKeys.length = 0;
}
