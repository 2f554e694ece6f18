import type { Key } from './commands.ts';
import type { Definition, ElementInstance, EngineState } from './engine-state.ts';

/** Which root process instances have a business id now. Derived from the state. */
export interface ActiveBusinessIds {
  add(instance: ElementInstance): void;
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
  // Those that have ended are dropped when their business id is looked up: no end has to be watched.
  const listActive = (businessId: string): readonly ElementInstance[] => {
    const known = keys.get(businessId);
    if (!known) return [];
    const active = [...known].flatMap((key) => state.elementInstances.get(key) ?? []);
    if (active.length === 0) keys.delete(businessId);
    else keys.set(businessId, new Set(active.map(({ key }) => key)));
    return active;
  };
  for (const instance of state.elementInstances.values()) if (instance.scopeKey === null) add(instance);
  return {
    add,
    isTaken: ({ bpmnProcessId, tenantId }, businessId) =>
      listActive(businessId).some(({ definitionKey }) => {
        const definition = state.definitions.get(definitionKey);
        return definition?.bpmnProcessId === bpmnProcessId && definition.tenantId === tenantId;
      }),
  };
}
