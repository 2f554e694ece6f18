import type { EngineState, MessageRecord, SubscriptionRecord } from './engine-state.ts';

/** Messages and subscriptions by name and correlation key. */
export interface MessageIndex {
  addSubscription(subscription: SubscriptionRecord): void;
  removeSubscription(subscription: SubscriptionRecord): void;
  addMessage(message: MessageRecord): void;
  removeMessage(message: MessageRecord): void;
  /** In the order they were opened. */
  subscriptionsFor(message: MessageRecord): readonly SubscriptionRecord[];
  /** In the order they were published. */
  messagesFor(subscription: SubscriptionRecord): readonly MessageRecord[];
  hasMessageId(message: MessageRecord): boolean;
}

function createGroups<T>() {
  const groups = new Map<string, Set<T>>();
  return {
    add(key: string, value: T): void {
      const group = groups.get(key);
      if (group) group.add(value);
      else groups.set(key, new Set([value]));
    },
    remove(key: string, value: T): void {
      const group = groups.get(key);
      group?.delete(value);
      if (group?.size === 0) groups.delete(key);
    },
    get: (key: string): readonly T[] => [...(groups.get(key) ?? [])],
  };
}

const makeAddress = (tenantId: string, name: string, correlationKey: string): string =>
  JSON.stringify([tenantId, name, correlationKey]);
const addressOfMessage = (message: MessageRecord): string =>
  makeAddress(message.tenantId, message.name, message.correlationKey);
const addressOfSubscription = (subscription: SubscriptionRecord): string =>
  makeAddress(subscription.tenantId, subscription.messageName, subscription.correlationKey);
const identityOf = (message: MessageRecord): string => `${addressOfMessage(message)}${message.messageId}`;

export function createMessageIndex({ subscriptions, messages }: EngineState): MessageIndex {
  const open = createGroups<SubscriptionRecord>();
  const buffered = createGroups<MessageRecord>();
  const identities = new Set<string>();
  const index: MessageIndex = {
    addSubscription: (subscription) => open.add(addressOfSubscription(subscription), subscription),
    removeSubscription: (subscription) => open.remove(addressOfSubscription(subscription), subscription),
    addMessage(message) {
      buffered.add(addressOfMessage(message), message);
      if (message.messageId !== '') identities.add(identityOf(message));
    },
    removeMessage(message) {
      buffered.remove(addressOfMessage(message), message);
      identities.delete(identityOf(message));
    },
    subscriptionsFor: (message) => open.get(addressOfMessage(message)),
    messagesFor: (subscription) => buffered.get(addressOfSubscription(subscription)),
    hasMessageId: (message) => identities.has(identityOf(message)),
  };
  for (const subscription of subscriptions.values()) index.addSubscription(subscription);
  for (const message of messages.values()) index.addMessage(message);
  return index;
}
