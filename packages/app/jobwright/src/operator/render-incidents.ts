import { type JsonObject, stringifyJson } from '@jobwright/json';
import type { Incident } from '@jobwright/runtime/cluster';
import { renderTable, renderTime, shortLine } from '../command-line/render-table.ts';
import type { Style } from '../command-line/style.ts';

/** An incident as it is shown: nothing in it is secret. */
export interface ShownIncident {
  readonly incident: Incident;
  /** What the element got. */
  readonly input: JsonObject;
}

const MAX_CELL = 40;
const MAX_CAUSE = 500;
const MAX_INPUT = 300;
const HEADINGS = ['INCIDENT', 'PROCESS', 'ELEMENT', 'INSTANCE', 'SINCE'];

/** A row for each incident, with its cause and its input below. */
export const renderIncidents = (incidents: readonly ShownIncident[], style: Style): readonly string[] =>
  renderTable(
    HEADINGS,
    incidents.map(({ incident, input }) => ({
      cells: [
        shortLine(incident.key, MAX_CELL),
        shortLine(incident.processId, MAX_CELL),
        shortLine(incident.elementId, MAX_CELL),
        shortLine(incident.instanceKey, MAX_CELL),
        renderTime(incident.createdAt),
      ],
      below: [
        `    ${style.bad(shortLine(`${incident.type}: ${incident.message}`, MAX_CAUSE))}`,
        ...(Object.keys(input).length === 0
          ? []
          : [style.faint(`    input: ${shortLine(stringifyJson(input), MAX_INPUT)}`)]),
      ],
    })),
    style,
  );

/** An incident in the JSON of a command. */
export const incidentJson = ({ incident, input }: ShownIncident): JsonObject => ({
  key: incident.key,
  type: incident.type,
  cause: incident.message,
  processId: incident.processId,
  instanceKey: incident.instanceKey,
  elementId: incident.elementId,
  jobKey: incident.jobKey ?? null,
  createdAt: incident.createdAt,
  tenantId: incident.tenantId ?? null,
  input,
});
