import { type JsonObject, stringifyJson } from '@jobwright/json';
import type { Incident, IncidentFilter } from '@jobwright/runtime/cluster';
import { wrongInputError } from '../../command-line/command-error.ts';
import { shortLine } from '../../command-line/render-table.ts';
import {
  type CalledCluster,
  callCluster,
  doWithEach,
  expectAll,
  type OperatorCall,
} from '../../operator/call-cluster.ts';
import { MAX_ITEMS } from '../../operator/operator-options.ts';

interface ResolveOptions extends OperatorCall {
  readonly keys: readonly string[];
  /** All that fit the filter, instead of keys. */
  readonly all: boolean;
  readonly filter: IncidentFilter;
  readonly retries: number;
  readonly variables: JsonObject;
}

const MAX_CELL = 60;

/**
 * Retries what failed: corrects variables, gives the job new retries and resolves the incident.
 * @throws CommandError when the choice of incidents is not clear, or some were not resolved
 */
export async function resolveIncidents(options: ResolveOptions): Promise<void> {
  const { retries, variables, output } = options;
  checkChoice(options);
  const results = await callCluster(options, async (cluster) => {
    const { operations, bounds, address } = cluster;
    const { keys, known, hasMore } = await chooseIncidents(options, cluster);
    const found = new Map(known.map((incident) => [incident.key, incident]));
    const outcome = await doWithEach(keys, async (key) => {
      const incident = found.get(key) ?? (await operations.findIncident(key, bounds));
      await operations.resolveIncident(incident, { retries, variables }, bounds);
      const where = shortLine(`${incident.processId}, ${incident.elementId}`, MAX_CELL);
      output.line(`Retrying ${key} (${where})`);
    });
    output.result({
      json: stringifyJson({ cluster: address, resolved: outcome.done, failed: outcome.failed, hasMore }),
      lines: [
        ...(keys.length === 0 ? ['No incidents'] : []),
        ...(hasMore ? [`There are more than ${MAX_ITEMS}: run it again`] : []),
      ],
    });
    return outcome;
  });
  expectAll(results, 'incidents were not resolved');
}

function checkChoice({ keys, all, filter }: ResolveOptions): void {
  const hasFilter = Object.values(filter).some((value) => value !== undefined);
  if (keys.length > 0) {
    if (all || hasFilter) throw wrongInputError('Give either keys of incidents, or --all with a filter');
    return;
  }
  if (!all) throw wrongInputError('Give keys of incidents, as jobwright incidents lists them, or --all');
  if (!hasFilter) throw wrongInputError('--all needs a filter: --process, --instance, --element or --type');
}

interface ChosenIncidents {
  readonly keys: readonly string[];
  /** Those of them that were read already. */
  readonly known: readonly Incident[];
  readonly hasMore: boolean;
}

async function chooseIncidents(
  { keys, filter }: ResolveOptions,
  { operations, bounds }: CalledCluster,
): Promise<ChosenIncidents> {
  if (keys.length > 0) return { keys: [...new Set(keys)], known: [], hasMore: false };
  const { items, hasMore } = await operations.listIncidents(filter, { ...bounds, limit: MAX_ITEMS });
  return { keys: items.map(({ key }) => key), known: items, hasMore };
}
