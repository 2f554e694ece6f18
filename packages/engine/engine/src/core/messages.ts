import type { JsonObject } from '@jobwright/json';

import type { Key, PublishMessageCommand, Result } from './commands.ts';
import { type Engine, getExecutable } from './engine.ts';
import { type MessageRecord, nextKey, type SubscriptionRecord } from './engine-state.ts';
import { reject, succeed } from './result.ts';

/** Whether the event goes on listening after a message. */
function staysOpen(engine: Engine, subscription: SubscriptionRecord): boolean {
  const instance = engine.state.elementInstances.get(subscription.elementInstanceKey);
  if (!instance) return false;
  const node = getExecutable(engine, instance).node(subscription.nodeId);
  return node.kind === 'boundary' && !node.interrupting;
}

function close({ state, messageIndex }: Engine, subscription: SubscriptionRecord): void {
  state.subscriptions.delete(subscription.key);
  messageIndex.removeSubscription(subscription);
}

function correlate(engine: Engine, subscription: SubscriptionRecord, variables: JsonObject): void {
  if (!staysOpen(engine, subscription)) close(engine, subscription);
  engine.work.push({
    kind: 'trigger',
    key: subscription.elementInstanceKey,
    nodeId: subscription.nodeId,
    variables,
  });
}

/** Gives a new subscription the oldest buffered message its process has not had; one that stays open, all of them. */
export function correlateBuffered(engine: Engine, subscription: SubscriptionRecord): void {
  const { bpmnProcessId } = subscription;
  for (const message of engine.messageIndex.messagesFor(subscription)) {
    if (message.correlatedTo.includes(bpmnProcessId)) continue;
    // It may have expired already without having been removed.
    if (message.expiresAt <= engine.clock.now()) continue;
    message.correlatedTo.push(bpmnProcessId);
    correlate(engine, subscription, message.variables);
    if (!staysOpen(engine, subscription)) return;
  }
}

/** Correlates a message once per process, and keeps it for later subscriptions as long as it lives. */
export function publishMessage(
  engine: Engine,
  command: PublishMessageCommand,
): Result<{ readonly key: Key; readonly tenantId: string }> {
  const { name, correlationKey, timeToLiveMs, messageId, variables, tenantId } = command;
  const { state, schedule, messageIndex } = engine;
  const expiresAt = engine.clock.now() + timeToLiveMs;
  const address = { name, correlationKey, messageId, variables, tenantId, expiresAt };
  const message: MessageRecord = { key: nextKey(state), ...address, correlatedTo: [] };
  if (messageId !== '' && messageIndex.hasMessageId(message))
    return reject(
      'ALREADY_EXISTS',
      'PUBLISH',
      `Expected to publish a new message with id '${messageId}', but a message with that id was already published`,
    );
  for (const subscription of messageIndex.subscriptionsFor(message)) {
    if (message.correlatedTo.includes(subscription.bpmnProcessId)) continue;
    message.correlatedTo.push(subscription.bpmnProcessId);
    correlate(engine, subscription, variables);
  }
  if (timeToLiveMs > 0) {
    state.messages.set(message.key, message);
    messageIndex.addMessage(message);
    schedule.add({ kind: 'messageExpiry', key: message.key, at: expiresAt });
  }
  return succeed({ key: message.key, tenantId });
}

export function expireMessage({ state, messageIndex }: Engine, key: Key): void {
  const message = state.messages.get(key);
  if (!message) return;
  state.messages.delete(key);
  messageIndex.removeMessage(message);
}
