import type { CallBounds, RestCalls } from '@jobwright/camunda8';
import { z } from 'zod';
import { chooseConnectors } from '../../connector-modules/choose-connectors.ts';
import type { Configuration } from '../../configuration/configuration.schema.ts';
import { connectorChoice } from '../../connector-modules/connector-choice.ts';
import { type Check, type Finding, ok, warn } from './check.ts';
import type { ClusterParts } from './check-cluster.ts';
import { compareTypes, type DeployedType } from './compare-types.ts';

const definitions = z.object({
  items: z.array(
    z.object({
      processDefinitionId: z.string(),
      processDefinitionKey: z.coerce.string(),
      tenantId: z.string().default(''),
      version: z.number(),
    }),
  ),
});
type Definition = z.output<typeof definitions>['items'][number];

const NEWEST = { sort: [{ field: 'processDefinitionKey', order: 'DESC' }], page: { limit: 100 } };

/**
 * Compares the job types of the newest deployed models with those of the connectors, if the cluster can list
 * its models.
 */
export const checkJobTypes = (parts: ClusterParts & { readonly configuration: Configuration }): Check => ({
  name: 'job types',
  async run(signal) {
    const { cluster, timeoutMs, configuration } = parts;
    const bounds = { timeoutMs, signal };
    const unknown = ok('this cluster cannot list its models');
    const { rest } = cluster;
    if (rest === undefined) return unknown;
    const path = '/v2/process-definitions/search';
    const answer = await rest.call(path, { method: 'POST', json: NEWEST }, bounds).catch(() => undefined);
    const found = definitions.safeParse(await answer?.json().catch(() => undefined));
    if (answer?.ok !== true || !found.success) return unknown;
    const latest = findLatest(found.data.items);
    const used = await Promise.all(
      latest.map(async ({ processDefinitionId, processDefinitionKey: key }) => {
        const model = await readModel(rest, { key, bounds });
        const hasPriorities = PRIORITY.test(model);
        return listJobTypes(model).map((type) => ({ type, processDefinitionId, hasPriorities }));
      }),
    );
    const { connectors } = await chooseConnectors(connectorChoice(configuration));
    const served = connectors.map(({ type }) => type);
    return [compareTypes(used.flat(), served), ...reportPriorities(used.flat(), { served, configuration })];
  },
});

/** The latest version of each process of each tenant. */
function findLatest(items: readonly Definition[]): readonly Definition[] {
  const latest = new Map<string, Definition>();
  for (const item of items) {
    const id = `${item.tenantId} ${item.processDefinitionId}`;
    if ((latest.get(id)?.version ?? 0) < item.version) latest.set(id, item);
  }
  return [...latest.values()];
}

const JOB_TYPE = /<(?:\w+:)?taskDefinition\b[^>]*?\btype="([^"]+)"/g;

const PRIORITY = /<(?:[\w.-]+:)?jobPriorityDefinition[\s/>]/;

async function readModel(
  rest: RestCalls,
  { key, bounds }: { readonly key: string; readonly bounds: CallBounds },
): Promise<string> {
  const path = `/v2/process-definitions/${encodeURIComponent(key)}/xml`;
  const answer = await rest.call(path, { method: 'GET' }, bounds);
  return answer.text();
}

function listJobTypes(model: string): readonly string[] {
  const types = [...model.matchAll(JOB_TYPE)].map(([, type = '']) => type);
  // The result of an expression is known only at run time.
  return [...new Set(types)].filter((type) => !type.startsWith('='));
}

interface UsedType extends DeployedType {
  /** Whether its model gives priorities to jobs. */
  readonly hasPriorities: boolean;
}

/** Says how jobs of models with priorities come: a cluster that pushes jobs ignores them. */
function reportPriorities(
  used: readonly UsedType[],
  { served, configuration }: { readonly served: readonly string[]; readonly configuration: Configuration },
): readonly Finding[] {
  const { streams } = configuration.jobs;
  const types = new Set(
    used.flatMap(({ type, hasPriorities }) => (hasPriorities && served.includes(type) ? [type] : [])),
  );
  if (types.size === 0) return [];
  const pushed = [...types].filter(
    (type) => (typeof streams === 'string' ? streams : streams[type]) === 'on',
  );
  if (pushed.length > 0)
    return [
      warn(
        `jobs of ${pushed.join(', ')} have priorities, which are ignored with jobs.streams: on`,
        'set jobs.streams to auto for them',
      ),
    ];
  return [ok(`models give priorities to jobs of ${[...types].join(', ')}: these are polled in that order`)];
}
