import type { Incident } from '@jobwright/runtime/cluster';
import type { CalledCluster } from './call-cluster.ts';
import type { HiddenValues } from './hide-values.ts';
import type { ShownIncident } from './render-incidents.ts';

/** Reads the inputs of incidents, and hides what is secret in both. */
export async function showIncidents(
  incidents: readonly Incident[],
  { operations, bounds }: CalledCluster,
  hidden: HiddenValues,
): Promise<readonly ShownIncident[]> {
  const inputs = await operations.readInputs(incidents, bounds);
  return incidents.map((incident) => {
    const input = inputs.get(incident.key) ?? {};
    return {
      incident: { ...incident, message: hidden.text(incident.message, input) },
      input: hidden.variables(input),
    };
  });
}
