import type { Engine } from './engine.ts';
import type { ElementInstance, SubscriptionRecord } from './engine-state.ts';
import { appendBounded, historyOf } from './history.ts';
import type { Key } from './key.ts';
import type { ObservedUserTask } from './engine-observer.ts';
import { withoutTransition } from './view-user-task.ts';

/** Notes in the history of its process instance that a user task ends. */
export function recordUserTaskEnd(engine: Engine, { task, state, endedAt }: ObservedUserTask): void {
  const instance = engine.state.elementInstances.get(task.elementInstanceKey);
  if (!instance) return;
  const history = historyOf(engine, instance);
  history.userTasks = appendBounded(history, history.userTasks, {
    ...withoutTransition(task),
    state,
    definitionKey: instance.definitionKey,
    createdAt: instance.enteredAt,
    endedAt,
  });
}

/** Notes that a subscription received a message, or was closed without one. */
export function recordSubscription(
  engine: Engine,
  instance: Pick<ElementInstance, 'processInstanceKey' | 'definitionKey'>,
  subscription: SubscriptionRecord,
  messageKey?: Key,
): void {
  if (subscription.kind !== 'message') return;
  const { key, elementInstanceKey, nodeId, name, correlationKey, bpmnProcessId, tenantId, businessId } =
    subscription;
  const history = historyOf(engine, instance);
  history.subscriptions = appendBounded(history, history.subscriptions, {
    subscriptionKey: key,
    name,
    correlationKey,
    elementId: nodeId,
    elementInstanceKey,
    definitionKey: subscription.definitionKey,
    bpmnProcessId,
    tenantId,
    ...(businessId !== undefined && { businessId }),
    state: messageKey === undefined ? 'DELETED' : 'CORRELATED',
    at: engine.clock.now(),
    ...(messageKey !== undefined && { messageKey }),
  });
}
