import { createSingleFlight } from '@jobwright/concurrency';
import type { ClusterModels } from './cluster-models.ts';

/** A model that several ask for at the same time is read once. */
export function shareModels(models: ClusterModels): ClusterModels {
  const flights = createSingleFlight<string>();
  return (definition, { signal }) =>
    flights.run(definition.processDefinitionKey, (shared) => models(definition, { signal: shared }), signal);
}
