import type { ClusterOperations } from '@jobwright/runtime/cluster';
import type { EngineRequests } from '../engine/engine-request.ts';
import { createEngineTypes, type EngineTypesOptions } from '../variables/engine-types.ts';
import { createCorrectVariables } from './correct-variables.ts';
import { createIncidentOperations } from './incident-operations.ts';
import { createInstanceOperations } from './instance-operations.ts';
import { createOperationCalls } from './operation-calls.ts';
import { createProcessIds } from './process-ids.ts';

/** What operators do on an engine of Camunda 7 or Operaton, over its REST API. */
export function createEngineOperations(
  engine: EngineRequests,
  options: EngineTypesOptions = {},
): ClusterOperations {
  const calls = createOperationCalls(engine);
  const findTypes = createEngineTypes(engine, options);
  const parts = {
    calls,
    findTypes,
    processIds: createProcessIds(calls),
    correctVariables: createCorrectVariables({ calls, findTypes }),
  };
  return { ...createIncidentOperations(parts), ...createInstanceOperations(parts) };
}
