import type { JsonObject } from '@jobwright/json';

import { findMessageBusinessIdMistake } from './business-id.ts';
import type { Key, PublishMessageCommand, Result } from './commands.ts';
import { createProcessInstance } from './element-instances.ts';
import { DEFAULT_TENANT_ID, NO_VARIABLES } from './defaults.ts';
import { type Engine, getExecutable } from './engine.ts';
import {
  type ElementInstance,
  type MessageRecord,
  nextKey,
  type SubscriptionRecord,
} from './engine-state.ts';
import { hasText } from './has-text.ts';
import { recordMessage } from './history.ts';
import { recordSubscription } from './record-waiting.ts';
import { reject, succeed } from './result.ts';

interface Delivery {
  readonly variables: JsonObject;
  /** Of a message; it names the instance that it starts. */
  readonly correlationKey?: string;
  /** Of the instance that it starts. */
  readonly businessId?: string;
  /** Of a message. */
  readonly messageKey?: Key;
}

/** Whether the event goes on listening afterwards. */
function staysOpen(engine: Engine, subscription: SubscriptionRecord): boolean {
  if (subscription.elementInstanceKey === null) return true;
  const instance = engine.state.elementInstances.get(subscription.elementInstanceKey);
  if (!instance) return false;
  const node = getExecutable(engine, instance).node(subscription.nodeId);
  return (node.kind === 'boundary' || node.kind === 'start') && !node.interrupting;
}

function close({ state, messageIndex }: Engine, subscription: SubscriptionRecord): void {
  state.subscriptions.delete(subscription.key);
  messageIndex.removeSubscription(subscription);
}

/**
 * Triggers what waits: an event of an instance, or the start event of a process. The process instance it
 * reached.
 */
export function deliverToSubscription(
  engine: Engine,
  subscription: SubscriptionRecord,
  { variables, correlationKey, businessId, messageKey }: Delivery,
): Key | undefined {
  const { elementInstanceKey, definitionKey, nodeId } = subscription;
  if (elementInstanceKey === null) {
    const definition = engine.state.definitions.get(definitionKey);
    if (!definition) return undefined;
    const start = { nodeId, variables, ...(correlationKey !== undefined && { correlationKey }) };
    const instance = createProcessInstance(engine, { definition, variables: {}, start, businessId });
    const received = { ...subscription, correlationKey: correlationKey ?? null };
    recordMessage(engine, instance, received);
    if (messageKey !== undefined) recordSubscription(engine, instance, received, messageKey);
    return instance.key;
  }
  const instance = engine.state.elementInstances.get(elementInstanceKey);
  if (!instance) return undefined;
  recordMessage(engine, instance, subscription);
  if (messageKey !== undefined) recordSubscription(engine, instance, subscription, messageKey);
  if (!staysOpen(engine, subscription)) close(engine, subscription);
  engine.work.push({ kind: 'trigger', key: elementInstanceKey, nodeId, variables });
  return instance.processInstanceKey;
}

/** A message with a business id reaches only what has it too; one without reaches anything. */
const accepts = (subscription: SubscriptionRecord, { businessId }: MessageRecord): boolean =>
  businessId === undefined || businessId === subscription.businessId;

// It may have expired already without having been removed.
const isAvailable = (engine: Engine, message: MessageRecord, bpmnProcessId: string): boolean =>
  !hasText(message.correlatedTo, bpmnProcessId) && message.expiresAt > engine.clock.now();

/**
 * Gives a new subscription the oldest buffered message its process has not had; one that stays open, all of
 * them.
 */
export function correlateBuffered(engine: Engine, subscription: SubscriptionRecord): void {
  const { bpmnProcessId, correlationKey } = subscription;
  if (correlationKey === null) return;
  for (const message of engine.messageIndex.messagesFor({ ...subscription, correlationKey })) {
    if (!isAvailable(engine, message, bpmnProcessId) || !accepts(subscription, message)) continue;
    message.correlatedTo.push(bpmnProcessId);
    deliverToSubscription(engine, subscription, { variables: message.variables, messageKey: message.key });
    if (!staysOpen(engine, subscription)) return;
  }
}

/**
 * A message starts a process unless an instance that its correlation key started is still running, or its
 * business id is taken. The new instance.
 */
function correlateToStart(
  engine: Engine,
  subscription: SubscriptionRecord,
  message: MessageRecord,
): Key | undefined {
  const { bpmnProcessId, tenantId } = subscription;
  const { correlationKey, businessId } = message;
  if (businessId !== undefined && engine.activeBusinessIds?.isTaken(subscription, businessId))
    return undefined;
  if (hasText(message.correlatedTo, bpmnProcessId)) return undefined;
  if (engine.startLocks.isTaken({ bpmnProcessId, correlationKey, tenantId })) return undefined;
  message.correlatedTo.push(bpmnProcessId);
  return deliverToSubscription(engine, subscription, { ...message, messageKey: message.key });
}

/**
 * After an instance has ended that a message started: the next buffered message of its correlation key starts
 * another.
 */
export function startNextBuffered(engine: Engine, ended: ElementInstance): void {
  const { definition } = getExecutable(engine, ended);
  const correlationKey = ended.start?.correlationKey;
  engine.startLocks.release(ended);
  if (correlationKey === undefined || correlationKey === '') return;
  const { bpmnProcessId, tenantId } = definition;
  const latest = engine.definitionIndex.find({ bpmnProcessId, tenantId, version: -1 });
  const waiting = engine.messageIndex
    .startSubscriptionsOf(latest?.key ?? '')
    .filter(({ kind }) => kind === 'message')
    .flatMap((subscription) =>
      engine.messageIndex
        .messagesFor({ ...subscription, correlationKey })
        .filter((message) => isAvailable(engine, message, bpmnProcessId))
        .map((message) => ({ subscription, message })),
    )
    .sort((first, second) => (first.message.key < second.message.key ? -1 : 1));
  const [next] = waiting;
  if (next) correlateToStart(engine, next.subscription, next.message);
}

/** The process instances a message reached. */
export interface Reached {
  readonly started: readonly Key[];
  readonly continued: readonly Key[];
}

/** Gives a message to what waits for it now: once per process. */
export function deliverNow(engine: Engine, message: MessageRecord): Reached {
  const { messageIndex } = engine;
  const { variables } = message;
  const started: Key[] = [];
  const continued: Key[] = [];
  for (const subscription of messageIndex.subscriptionsFor(message)) {
    if (hasText(message.correlatedTo, subscription.bpmnProcessId) || !accepts(subscription, message))
      continue;
    message.correlatedTo.push(subscription.bpmnProcessId);
    const key = deliverToSubscription(engine, subscription, { variables, messageKey: message.key });
    if (key !== undefined) continued.push(key);
  }
  for (const subscription of messageIndex.startSubscriptions(message)) {
    const key = correlateToStart(engine, subscription, message);
    if (key !== undefined) started.push(key);
  }
  return { started, continued };
}

/** Correlates a message once per process, and keeps it for later subscriptions as long as it lives. */
export function publishMessage(
  engine: Engine,
  command: PublishMessageCommand,
): Result<{ readonly key: Key; readonly tenantId: string }> {
  const { name, correlationKey = '', timeToLiveMs = 0, messageId = '', businessId } = command;
  const { variables = NO_VARIABLES, tenantId = DEFAULT_TENANT_ID } = command;
  const mistake = findMessageBusinessIdMistake(businessId);
  if (mistake !== undefined) return reject('INVALID_ARGUMENT', 'PUBLISH', mistake);
  const { state, schedule, messageIndex } = engine;
  const expiresAt = engine.clock.now() + timeToLiveMs;
  const address = { name, correlationKey, messageId, variables, tenantId, expiresAt };
  const message: MessageRecord = {
    key: nextKey(state),
    ...address,
    ...(businessId !== undefined && { businessId }),
    correlatedTo: [],
  };
  if (messageId !== '' && messageIndex.hasMessageId(message))
    return reject(
      'ALREADY_EXISTS',
      'PUBLISH',
      `Expected to publish a new message with id '${messageId}', but a message with that id was already published`,
    );
  deliverNow(engine, message);
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
