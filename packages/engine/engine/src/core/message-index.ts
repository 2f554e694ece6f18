import type { EngineState, MessageRecord, SubscriptionRecord } from './engine-state.ts';

interface Named {
  readonly tenantId: string;
  readonly name: string;
}

/** Messages and subscriptions by name and correlation key. */
export interface MessageIndex {
  addSubscription(subscription: SubscriptionRecord): void;
  removeSubscription(subscription: SubscriptionRecord): void;
  addMessage(message: MessageRecord): void;
  removeMessage(message: MessageRecord): void;
  /** In the order they were opened. */
  subscriptionsFor(message: MessageRecord): readonly SubscriptionRecord[];
  /** Start events of processes that wait for messages of a name. */
  startSubscriptions(wanted: Named): readonly SubscriptionRecord[];
  /** Those of one version of a process. */
  startSubscriptionsOf(definitionKey: string): readonly SubscriptionRecord[];
  signalSubscriptions(wanted: Named): readonly SubscriptionRecord[];
  /** In the order they were published. */
  messagesFor(wanted: Named & { readonly correlationKey: string }): readonly MessageRecord[];
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

const addressOf = ({ tenantId, name, correlationKey }: Named & { readonly correlationKey: string }): string =>
  JSON.stringify([tenantId, name, correlationKey]);
const nameOf = ({ tenantId, name }: Named): string => JSON.stringify([tenantId, name]);
const identityOf = (message: MessageRecord): string => `${addressOf(message)}${message.messageId}`;

export function createMessageIndex({ subscriptions, messages }: EngineState): MessageIndex {
  const open = createGroups<SubscriptionRecord>();
  const starts = createGroups<SubscriptionRecord>();
  const signals = createGroups<SubscriptionRecord>();
  const byDefinition = createGroups<SubscriptionRecord>();
  const buffered = createGroups<MessageRecord>();
  const identities = new Set<string>();
  const change = (subscription: SubscriptionRecord, action: 'add' | 'remove'): void => {
    const { kind, correlationKey, elementInstanceKey, definitionKey } = subscription;
    if (elementInstanceKey === null) byDefinition[action](definitionKey, subscription);
    if (kind === 'signal') signals[action](nameOf(subscription), subscription);
    else if (correlationKey === null) starts[action](nameOf(subscription), subscription);
    else open[action](addressOf({ ...subscription, correlationKey }), subscription);
  };
  const index: MessageIndex = {
    addSubscription: (subscription) => change(subscription, 'add'),
    removeSubscription: (subscription) => change(subscription, 'remove'),
    addMessage(message) {
      buffered.add(addressOf(message), message);
      if (message.messageId !== '') identities.add(identityOf(message));
    },
    removeMessage(message) {
      buffered.remove(addressOf(message), message);
      identities.delete(identityOf(message));
    },
    subscriptionsFor: (message) => open.get(addressOf(message)),
    startSubscriptions: (wanted) => starts.get(nameOf(wanted)),
    startSubscriptionsOf: byDefinition.get,
    signalSubscriptions: (wanted) => signals.get(nameOf(wanted)),
    messagesFor: (wanted) => buffered.get(addressOf(wanted)),
    hasMessageId: (message) => identities.has(identityOf(message)),
  };
  for (const subscription of subscriptions.values()) index.addSubscription(subscription);
  for (const message of messages.values()) index.addMessage(message);
  return index;
}
