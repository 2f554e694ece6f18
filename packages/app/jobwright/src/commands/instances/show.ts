import { type JsonObject, stringifyJson } from '@jobwright/json';
import type { OperatedElement, OperatedInstance } from '@jobwright/runtime/cluster';
import { renderTable, renderTime, shortLine } from '../../command-line/render-table.ts';
import type { Style } from '../../command-line/style.ts';
import { callCluster, type OperatorCall } from '../../operator/call-cluster.ts';
import { hideValues } from '../../operator/hide-values.ts';
import { MAX_ITEMS } from '../../operator/operator-options.ts';
import { incidentJson, renderIncidents, type ShownIncident } from '../../operator/render-incidents.ts';
import { showIncidents } from '../../operator/show-incidents.ts';
import { instanceJson } from './instance-json.ts';

interface ShowOptions extends OperatorCall {
  readonly key: string;
}

interface ShownInstance {
  readonly instance: OperatedInstance;
  readonly elements: readonly OperatedElement[];
  readonly hasMoreElements: boolean;
  readonly variables: JsonObject;
  readonly incidents: readonly ShownIncident[];
}

const MAX_CELL = 60;
const MAX_VALUE = 200;

/**
 * Shows where a process instance is, its variables and its incidents.
 * @throws CommandError that says what is wrong and what to do
 */
export async function showInstance({ key, ...call }: ShowOptions): Promise<void> {
  const { output, style, environment } = call;
  await callCluster(call, async (cluster) => {
    const { operations, bounds, address, configuration } = cluster;
    const listBounds = { ...bounds, limit: MAX_ITEMS };
    const found = await operations.findInstance(key, bounds);
    const elements = await operations.listElements(found, listBounds);
    const variables = await operations.readVariables(found, bounds);
    const open = await operations.listIncidents({ instanceKey: key }, listBounds);
    const hidden = await hideValues(configuration, environment);
    const shown: ShownInstance = {
      instance: { ...found, hasIncident: open.items.length > 0 },
      elements: elements.items,
      hasMoreElements: elements.hasMore,
      variables: hidden.variables(variables),
      incidents: await showIncidents(open.items, cluster, hidden),
    };
    output.result({
      json: stringifyJson({ cluster: address, ...renderJson(shown) }),
      lines: renderLines(shown, style),
    });
  });
}

const renderJson = ({ instance, elements, hasMoreElements, variables, incidents }: ShownInstance) => ({
  instance: instanceJson(instance),
  elements: elements.map(({ key, elementId, type, state, startedAt = null, endedAt = null }) => ({
    ...{ key, elementId, type, state, startedAt, endedAt },
  })),
  hasMoreElements,
  variables,
  incidents: incidents.map(incidentJson),
});

function renderLines(shown: ShownInstance, style: Style): readonly string[] {
  const { instance, elements, hasMoreElements, variables, incidents } = shown;
  const { key, processId, version, state, startedAt, endedAt } = instance;
  const ofVersion = version === undefined ? '' : `, version ${version}`;
  const times = [`started ${renderTime(startedAt)}`, ...(endedAt ? [`ended ${renderTime(endedAt)}`] : [])];
  const rows = elements.map(({ elementId, type, ...element }) => ({
    cells: [
      shortLine(elementId, MAX_CELL),
      shortLine(type, MAX_CELL),
      element.state,
      renderTime(element.startedAt),
    ],
  }));
  const names = Object.entries(variables).map(([name, value]) => ({
    cells: [shortLine(name, MAX_CELL), shortLine(stringifyJson(value), MAX_VALUE)],
  }));
  return [
    `Instance ${shortLine(key, MAX_CELL)} of ${shortLine(processId, MAX_CELL)}${ofVersion}: ${state}, ${times.join(', ')}`,
    '',
    ...renderTable(['ELEMENT', 'TYPE', 'STATE', 'SINCE'], rows, style),
    ...(hasMoreElements ? [`There are more than ${MAX_ITEMS} elements`] : []),
    ...(names.length === 0 ? [] : ['', ...renderTable(['VARIABLE', 'VALUE'], names, style)]),
    ...(incidents.length === 0 ? [] : ['', ...renderIncidents(incidents, style)]),
  ];
}
