import type { Key } from './commands.ts';
import type { Definition, ElementInstance, EngineState } from './engine-state.ts';

/** Which root process instances have a business id now. Derived from the state. */
export interface ActiveBusinessIds {
  add(instance: ElementInstance): void;
  /** To be called when the instance has gone: those of all that ever ran would fill the memory. */
  remove(instance: ElementInstance): void;
  /** Whether a root process instance of the process is active with it, whatever its version. */
  isTaken(definition: Pick<Definition, 'bpmnProcessId' | 'tenantId'>, businessId: string): boolean;
}

export function createActiveBusinessIds(state: EngineState): ActiveBusinessIds {
  const keys = new Map<string, Set<Key>>();
  const add = ({ key, businessId, callerKey }: ElementInstance): void => {
    if (businessId === undefined || callerKey !== undefined) return;
    const known = keys.get(businessId);
    if (known) known.add(key);
    else keys.set(businessId, new Set([key]));
  };
  for (const instance of state.elementInstances.values()) if (instance.scopeKey === null) add(instance);
  return {
    add,
    remove({ key, businessId }) {
      if (businessId === undefined) return;
      const known = keys.get(businessId);
      known?.delete(key);
      if (known?.size === 0) keys.delete(businessId);
    },
    isTaken: ({ bpmnProcessId, tenantId }, businessId) =>
      [...(keys.get(businessId) ?? [])].some((key) => {
        const definitionKey = state.elementInstances.get(key)?.definitionKey;
        const definition = definitionKey === undefined ? undefined : state.definitions.get(definitionKey);
        return definition?.bpmnProcessId === bpmnProcessId && definition.tenantId === tenantId;
      }),
  };
}
