import type { Engine } from './engine.ts';
import type { Key } from './key.ts';

/** Something that waits for a message or a signal. */
export interface SubscriptionView {
  readonly key: Key;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** Null where none counts: signals and start events. */
  readonly correlationKey: string | null;
  /** The event that waits. */
  readonly elementId: string;
  readonly bpmnProcessId: string;
  readonly tenantId: string;
  /** Absent: the start event of a process. */
  readonly processInstanceKey?: Key;
}

export function viewSubscriptions({ state }: Engine): SubscriptionView[] {
  return [...state.subscriptions.values()].map(
    ({ key, kind, name, correlationKey, nodeId: elementId, bpmnProcessId, tenantId, elementInstanceKey }) => {
      const view = { key, kind, name, correlationKey, elementId, bpmnProcessId, tenantId };
      const instance =
        elementInstanceKey === null ? undefined : state.elementInstances.get(elementInstanceKey);
      return instance ? { ...view, processInstanceKey: instance.processInstanceKey } : view;
    },
  );
}
