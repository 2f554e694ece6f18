import type { Engine } from './engine.ts';
import type { SubscriptionView } from './subscription-view.ts';

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
