import type { Definition } from '../deployment-records.ts';
import type { Engine } from '../engine.ts';
import type { SubscriptionRecord } from '../engine-state.ts';
import type { Key } from '../key.ts';
import type { SubscriptionPassage } from '../waiting-passages.ts';
import { findRootKey } from './instance-parts.ts';

/** A subscription to a message, open or remembered. */
export interface SubscriptionFound {
  readonly key: Key;
  readonly state: 'CREATED' | 'CORRELATED' | 'DELETED';
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  readonly name: string;
  readonly correlationKey: string | null;
  readonly elementId: string;
  readonly elementInstanceKey: Key | null;
  /** Null for the start event of a process. */
  readonly processInstanceKey: Key | null;
  readonly definitionKey: Key;
  readonly definition: Definition | undefined;
  readonly bpmnProcessId: string;
  readonly tenantId: string;
  readonly businessId: string | null;
  rootKey(): Key | null;
}

/** A message that a subscription received. */
export interface CorrelationFound extends Omit<SubscriptionFound, 'state' | 'updatedAt' | 'key'> {
  readonly subscriptionKey: Key;
  readonly messageKey: Key;
  readonly processInstanceKey: Key;
  readonly correlatedAt: number;
}

interface Noted {
  readonly processInstanceKey: Key;
  readonly passage: SubscriptionPassage;
}

const listNoted = ({ state }: Engine): readonly Noted[] =>
  [...state.histories.values()].flatMap(({ processInstanceKey, subscriptions = [] }) =>
    subscriptions.map((passage) => ({ processInstanceKey, passage })),
  );

function describe(
  engine: Engine,
  { definitionKey, businessId, ...known }: Omit<SubscriptionPassage, 'state' | 'at' | 'subscriptionKey'>,
  processInstanceKey: Key | null,
) {
  const { name, correlationKey, elementId, elementInstanceKey, bpmnProcessId, tenantId } = known;
  return {
    name,
    correlationKey,
    elementId,
    elementInstanceKey,
    bpmnProcessId,
    tenantId,
    definitionKey,
    definition: engine.state.definitions.get(definitionKey),
    businessId: businessId ?? null,
    rootKey: () => (processInstanceKey === null ? null : findRootKey(engine, processInstanceKey)),
  };
}

function openSubscription(
  engine: Engine,
  subscription: SubscriptionRecord,
  last: SubscriptionPassage | undefined,
): SubscriptionFound {
  const { key, elementInstanceKey, openedAt = 0, nodeId } = subscription;
  const instance =
    elementInstanceKey === null ? undefined : engine.state.elementInstances.get(elementInstanceKey);
  const processInstanceKey = instance?.processInstanceKey ?? null;
  return {
    ...describe(engine, { ...subscription, elementId: nodeId }, processInstanceKey),
    key,
    processInstanceKey,
    state: last ? 'CORRELATED' : 'CREATED',
    updatedAt: last?.at ?? openedAt,
  };
}

/** Subscriptions to messages that are open, and those remembered after their end. */
export function listSubscriptions(engine: Engine): readonly SubscriptionFound[] {
  const { subscriptions } = engine.state;
  const lastOf = new Map(listNoted(engine).map((noted) => [noted.passage.subscriptionKey, noted]));
  const open = [...subscriptions.values()]
    .filter(({ kind }) => kind === 'message')
    .map((one) => openSubscription(engine, one, lastOf.get(one.key)?.passage));
  const closed = [...lastOf.values()]
    .filter(({ passage }) => !subscriptions.has(passage.subscriptionKey))
    .map(({ processInstanceKey, passage }) => {
      const owner = passage.elementInstanceKey === null ? null : processInstanceKey;
      return {
        ...describe(engine, passage, owner),
        key: passage.subscriptionKey,
        processInstanceKey: owner,
        state: passage.state,
        updatedAt: passage.at,
      };
    });
  return [...closed, ...open];
}

/** The messages that subscriptions received. */
export function listCorrelations(engine: Engine): readonly CorrelationFound[] {
  return listNoted(engine).flatMap(({ processInstanceKey, passage }) => {
    const { messageKey, subscriptionKey, at } = passage;
    if (messageKey === undefined) return [];
    return [
      {
        ...describe(engine, passage, processInstanceKey),
        subscriptionKey,
        messageKey,
        processInstanceKey,
        correlatedAt: at,
      },
    ];
  });
}
