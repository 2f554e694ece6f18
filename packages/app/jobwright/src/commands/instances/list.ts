import { stringifyJson } from '@jobwright/json';
import type { InstanceFilter } from '@jobwright/runtime/cluster';
import { renderTable, renderTime, shortLine } from '../../command-line/render-table.ts';
import { callCluster, type OperatorCall } from '../../operator/call-cluster.ts';
import { instanceJson } from './instance-json.ts';

interface ListOptions extends OperatorCall {
  readonly filter: InstanceFilter;
  readonly limit: number;
}

const MAX_CELL = 40;
const HEADINGS = ['INSTANCE', 'PROCESS', 'VERSION', 'STATE', 'STARTED', 'ENDED'];

/**
 * Lists process instances.
 * @throws CommandError that says what is wrong and what to do
 */
export async function listInstances({ filter, limit, ...call }: ListOptions): Promise<void> {
  const { output, style } = call;
  await callCluster(call, async ({ operations, bounds, address }) => {
    const { items, hasMore } = await operations.listInstances(filter, { ...bounds, limit });
    const rows = items.map(({ key, processId, version, state, hasIncident, startedAt, endedAt }) => ({
      cells: [
        shortLine(key, MAX_CELL),
        shortLine(processId, MAX_CELL),
        version === undefined ? '' : String(version),
        hasIncident === true ? `${state}, incident` : state,
        renderTime(startedAt),
        renderTime(endedAt),
      ],
    }));
    output.result({
      json: stringifyJson({ cluster: address, instances: items.map(instanceJson), hasMore }),
      lines: [
        ...(rows.length === 0 ? ['No instances'] : renderTable(HEADINGS, rows, style)),
        ...(hasMore ? [`There are more than ${limit}: choose with --process, or raise --limit`] : []),
      ],
    });
  });
}
