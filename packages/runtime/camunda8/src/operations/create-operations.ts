import type { ClusterOperations, OpenRest } from '@jobwright/runtime/cluster';
import { createIncidentOperations } from './incident-operations.ts';
import { createInstanceOperations } from './instance-operations.ts';
import { createOperationCalls } from './operation-calls.ts';

/** What operators do on a cluster, over its REST API: Camunda 8.8 and later, and the embedded engine. */
export function createOperations(open: OpenRest): ClusterOperations {
  const calls = createOperationCalls(open);
  return { ...createIncidentOperations(calls), ...createInstanceOperations(calls) };
}
