import type { EngineSnapshot } from '../core/snapshot.ts';

/** What an engine found in its folder. */
export interface Restored {
  /** Deployed processes, each counted once whatever its versions. */
  readonly processes: number;
  /** Running process instances. */
  readonly instances: number;
  readonly incidents: number;
}

export function restoredFrom({ definitions, elementInstances, incidents }: EngineSnapshot): Restored {
  const processes = new Set(definitions.map(({ tenantId, bpmnProcessId }) => `${tenantId} ${bpmnProcessId}`));
  return {
    processes: processes.size,
    instances: elementInstances.filter(({ scopeKey }) => scopeKey === null).length,
    incidents: incidents.length,
  };
}
