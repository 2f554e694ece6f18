import { stringifyJson } from '@jobwright/json';
import type { IncidentFilter } from '@jobwright/runtime/cluster';
import { callCluster, type OperatorCall } from '../../operator/call-cluster.ts';
import { hideValues } from '../../operator/hide-values.ts';
import { incidentJson, renderIncidents } from '../../operator/render-incidents.ts';
import { showIncidents } from '../../operator/show-incidents.ts';

interface ListOptions extends OperatorCall {
  readonly filter: IncidentFilter;
  readonly limit: number;
}

/**
 * Lists open incidents with their causes and the inputs of their elements.
 * @throws CommandError that says what is wrong and what to do
 */
export async function listIncidents({ filter, limit, ...call }: ListOptions): Promise<void> {
  const { output, style, environment } = call;
  await callCluster(call, async (cluster) => {
    const { operations, bounds, address, configuration } = cluster;
    const { items, hasMore } = await operations.listIncidents(filter, { ...bounds, limit });
    const shown =
      items.length === 0
        ? []
        : await showIncidents(items, cluster, await hideValues(configuration, environment));
    output.result({
      json: stringifyJson({ cluster: address, incidents: shown.map(incidentJson), hasMore }),
      lines: [
        ...(shown.length === 0 ? ['No incidents'] : renderIncidents(shown, style)),
        ...(hasMore ? [`There are more than ${limit}: choose with --process, or raise --limit`] : []),
      ],
    });
  });
}
