import type {
  AwaitedTrigger,
  BoundaryNode,
  CatchNode,
  GraphNode,
  MessageTrigger,
  StartNode,
} from '../model/graph.ts';
import { type Engine, getExecutable } from './engine.ts';
import { type ElementInstance, nextKey, type SubscriptionRecord } from './engine-state.ts';
import {
  evaluate,
  evaluateText,
  type Evaluation,
  fail,
  feelTypeName,
  type VariableScope,
} from './evaluate.ts';
import { correlateBuffered } from './messages.ts';
import { recordSubscription } from './record-waiting.ts';
import { evaluateTimer, type TimerDue } from './timer-due.ts';

/** What to wait for, evaluated. */
export type Wait =
  | { readonly kind: 'timer'; readonly nodeId: string; readonly due: TimerDue }
  | {
      readonly kind: 'message' | 'signal';
      readonly nodeId: string;
      readonly name: string;
      readonly correlationKey: string | null;
    };

/** An element instance, or a deployed process that waits for its start events. */
type Waiter = VariableScope & { readonly key: string | null };

function evaluateCorrelationKey(
  engine: Engine,
  scope: VariableScope,
  { correlationKey: expression }: MessageTrigger,
): Evaluation<string | null> {
  if (expression === undefined) return { ok: true, value: null };
  const evaluation = evaluate(engine, scope, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  if (typeof value === 'string') return { ok: true, value };
  if (typeof value === 'number' || typeof value === 'bigint') return { ok: true, value: String(value) };
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${expression.slice(1)}': The value must be either a string or a number, but was '${feelTypeName(value)}'.`,
  );
}

export function evaluateWait(
  engine: Engine,
  scope: VariableScope,
  { nodeId, trigger }: { readonly nodeId: string; readonly trigger: AwaitedTrigger },
): Evaluation<Wait> {
  if (trigger.kind === 'timer') {
    const due = evaluateTimer(engine, scope, trigger);
    return due.ok ? { ok: true, value: { kind: 'timer', nodeId, due: due.value } } : due;
  }
  const name = evaluateText(
    engine,
    scope,
    trigger.kind === 'signal' ? trigger.signalName : trigger.messageName,
  );
  if (!name.ok) return name;
  const key = trigger.kind === 'signal' ? null : evaluateCorrelationKey(engine, scope, trigger);
  if (key && !key.ok) return key;
  const correlationKey = key?.value ?? null;
  return { ok: true, value: { kind: trigger.kind, nodeId, name: name.value, correlationKey } };
}

function businessIdOf({ state }: Engine, elementInstanceKey: string | null): string | undefined {
  const { elementInstances } = state;
  const instance = elementInstanceKey === null ? undefined : elementInstances.get(elementInstanceKey);
  return instance && elementInstances.get(instance.processInstanceKey)?.businessId;
}

/** Starts a timer, or opens a subscription. */
export function openWait(
  engine: Engine,
  waiter: Waiter,
  wait: Wait,
): { key: string; subscription?: SubscriptionRecord } {
  const { state, schedule, messageIndex } = engine;
  const key = nextKey(state);
  const { nodeId } = wait;
  const { key: elementInstanceKey, definitionKey } = waiter;
  if (wait.kind === 'timer') {
    state.timers.set(key, { key, elementInstanceKey, definitionKey, nodeId, ...wait.due });
    schedule.add({ kind: 'timer', key, at: wait.due.at, orderKey: elementInstanceKey ?? key });
    return { key };
  }
  const { bpmnProcessId, tenantId } = getExecutable(engine, waiter).definition;
  const { kind, name, correlationKey } = wait;
  const businessId = kind === 'message' ? businessIdOf(engine, elementInstanceKey) : undefined;
  const subscription: SubscriptionRecord = {
    key,
    kind,
    elementInstanceKey,
    definitionKey,
    nodeId,
    name,
    correlationKey,
    bpmnProcessId,
    tenantId,
    ...(businessId !== undefined && { businessId }),
    ...(kind === 'message' && { openedAt: engine.clock.now() }),
  };
  state.subscriptions.set(key, subscription);
  messageIndex.addSubscription(subscription);
  return { key, subscription };
}

const NO_WAITS: readonly Wait[] = [];

export const isAwaited = (trigger: { readonly kind: string } | undefined): trigger is AwaitedTrigger =>
  trigger?.kind === 'timer' || trigger?.kind === 'message' || trigger?.kind === 'signal';

/** What can wait for something to happen. */
export type EventNode = CatchNode | BoundaryNode | StartNode;

export const isEvent = (node: GraphNode): node is EventNode =>
  node.kind === 'catch' || node.kind === 'boundary' || node.kind === 'start';

/**
 * The events that an instance waits for: its own, those behind it, its boundary events, its event
 * sub-processes.
 */
export function listEvents(
  instance: ElementInstance,
  element: GraphNode,
  node: (id: string) => GraphNode,
): readonly EventNode[] {
  const isBody = element.multiInstance !== undefined && instance.loopCounter === undefined;
  const isInner = instance.loopCounter !== undefined;
  const events = isInner ? [] : element.boundaryIds.map(node).filter(isEvent);
  if (isBody) return events;
  if (element.kind === 'catch') events.unshift(element);
  if (element.kind === 'eventBasedGateway')
    events.push(...element.outgoing.map(({ targetId }) => node(targetId)).filter(isEvent));
  if (element.kind === 'scope')
    events.push(
      ...element.eventStartIds
        .map(node)
        .filter(isEvent)
        .filter(({ scopeId }) => scopeId !== element.id),
    );
  return events;
}

const hasEvents = (element: GraphNode): boolean =>
  element.boundaryIds.length > 0 ||
  element.kind === 'catch' ||
  element.kind === 'eventBasedGateway' ||
  (element.kind === 'scope' && element.eventStartIds.length > 0);

/**
 * `atEntry` leaves out the event sub-processes of a scope, `afterStart` is only those: they may use what its
 * start event received.
 */
type WaitPart = 'all' | 'atEntry' | 'afterStart';

/** Evaluates what an instance waits for: all of it, or none. */
export function evaluateWaits(
  engine: Engine,
  instance: ElementInstance,
  part: WaitPart = 'all',
): Evaluation<readonly Wait[]> {
  const { node } = getExecutable(engine, instance);
  const element = node(instance.elementId);
  if (!hasEvents(element)) return { ok: true, value: NO_WAITS };
  const waits: Wait[] = [];
  for (const event of listEvents(instance, element, node)) {
    const { trigger, id: nodeId } = event;
    if (!isAwaited(trigger)) continue;
    if (part !== 'all' && (event.kind === 'start') !== (part === 'afterStart')) continue;
    const wait = evaluateWait(engine, instance, { nodeId, trigger });
    if (!wait.ok) return wait;
    waits.push(wait.value);
  }
  return { ok: true, value: waits };
}

/** Starts the timers and opens the subscriptions that were evaluated for an instance. */
export function openEvaluated(engine: Engine, instance: ElementInstance, waits: readonly Wait[]): void {
  if (waits.length === 0) return;
  const opened = waits.map((wait) => openWait(engine, instance, wait));
  for (const { key, subscription } of opened)
    (subscription ? instance.subscriptionKeys : instance.timerKeys).push(key);
  for (const { subscription } of opened)
    if (subscription?.kind === 'message') correlateBuffered(engine, subscription);
}

/** Starts the timers and opens the subscriptions of an instance: all of them, or none. */
export function openWaits(
  engine: Engine,
  instance: ElementInstance,
  part: WaitPart = 'all',
): Evaluation<undefined> {
  const waits = evaluateWaits(engine, instance, part);
  if (!waits.ok) return waits;
  openEvaluated(engine, instance, waits.value);
  return { ok: true, value: undefined };
}

/** Stops the timers and closes the subscriptions of an instance: all, or those of some events. */
export function closeWaits(
  engine: Engine,
  instance: ElementInstance,
  isClosed: (nodeId: string) => boolean = () => true,
): void {
  if (instance.timerKeys.length === 0 && instance.subscriptionKeys.length === 0) return;
  const { state, schedule, messageIndex } = engine;
  const keepTimers: string[] = [];
  for (const key of instance.timerKeys) {
    const timer = state.timers.get(key);
    if (timer && !isClosed(timer.nodeId)) keepTimers.push(key);
    else if (state.timers.delete(key)) schedule.noteDead();
  }
  const keepSubscriptions: string[] = [];
  for (const key of instance.subscriptionKeys) {
    const subscription = state.subscriptions.get(key);
    if (!subscription) continue;
    if (!isClosed(subscription.nodeId)) {
      keepSubscriptions.push(key);
      continue;
    }
    state.subscriptions.delete(key);
    messageIndex.removeSubscription(subscription);
    recordSubscription(engine, instance, subscription);
  }
  instance.timerKeys.length = 0;
  instance.subscriptionKeys.length = 0;
  for (const key of keepTimers) instance.timerKeys.push(key);
  for (const key of keepSubscriptions) instance.subscriptionKeys.push(key);
}
