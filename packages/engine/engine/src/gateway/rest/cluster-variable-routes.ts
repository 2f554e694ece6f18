import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ClusterVariable, ClusterVariableScope } from '../../core/cluster-variable-types.ts';
import type { EngineCore } from '../../core/commands.ts';
import { DEFAULT_TENANT } from '../tenant-check.ts';
import { acceptedOrProblem } from './json-body.ts';
import { Problem } from './problem.ts';

const GLOBAL = { scope: 'GLOBAL' } as const;

const value = z.custom<JsonValue>((given) => given !== undefined, 'No value provided');
const metadata = z.custom<JsonObject>(isJsonObject, 'metadata must be an object').nullish();
const update = z.object({ value, metadata });
const creation = update.extend({
  name: z.string('No name provided'),
  kind: z.enum(['JSON', 'SECRET_REFERENCE']).nullish(),
});
const namePath = z.object({ name: z.string() });
const tenantPath = z.object({ tenantId: z.string() });

type Core = Pick<
  EngineCore,
  'createClusterVariable' | 'updateClusterVariable' | 'deleteClusterVariable' | 'clusterVariable'
>;

/** As the REST API gives it: the value is JSON text. */
function describeVariable({ value: known, tenantId, ...variable }: ClusterVariable): object {
  const scope = tenantId === null ? 'GLOBAL' : 'TENANT';
  return { ...variable, value: stringifyJson(known), scope, tenantId };
}

const withMetadata = (notes: JsonObject | null | undefined) => (notes ? { metadata: notes } : {});

function createVariable(core: Core, scope: ClusterVariableScope, body: unknown): object {
  const { name, value: wanted, metadata: notes, kind } = creation.parse(body);
  const command = { ...scope, name, value: wanted, ...withMetadata(notes), ...(kind && { kind }) };
  return describeVariable(acceptedOrProblem(core.createClusterVariable(command)));
}

function updateVariable(
  core: Core,
  variable: ClusterVariableScope & { readonly name: string },
  body: unknown,
): object {
  const { value: wanted, metadata: notes } = update.parse(body);
  const command = { ...variable, value: wanted, ...withMetadata(notes) };
  return describeVariable(acceptedOrProblem(core.updateClusterVariable(command)));
}

function getVariable(core: Core, variable: ClusterVariableScope & { readonly name: string }): object {
  const found = core.clusterVariable(variable);
  if (found) return describeVariable(found);
  throw new Problem(404, `Cluster Variable with name '${variable.name}' not found`);
}

/**
 * The cluster variable endpoints of the Camunda 8 REST API: create, get, update, delete, of all processes or
 * of a tenant.
 */
export function addClusterVariableRoutes(
  server: FastifyInstance,
  { core, tenantIds = [] }: { readonly core: Core; readonly tenantIds?: readonly string[] | undefined },
): void {
  const readTenant = (params: unknown): ClusterVariableScope => {
    const { tenantId } = tenantPath.parse(params);
    if (tenantId === DEFAULT_TENANT || tenantIds.includes(tenantId)) return { scope: 'TENANT', tenantId };
    throw new Problem(404, `Tenant with ID '${tenantId}' does not exist.`);
  };
  const inGlobal = (params: unknown) => ({ ...GLOBAL, ...namePath.parse(params) });
  const inTenant = (params: unknown) => ({ ...readTenant(params), ...namePath.parse(params) });

  server.post('/v2/cluster-variables/global', ({ body }) => createVariable(core, GLOBAL, body));
  server.get('/v2/cluster-variables/global/:name', ({ params }) => getVariable(core, inGlobal(params)));
  server.put('/v2/cluster-variables/global/:name', ({ params, body }) =>
    updateVariable(core, inGlobal(params), body),
  );
  server.delete('/v2/cluster-variables/global/:name', ({ params }, reply) => {
    acceptedOrProblem(core.deleteClusterVariable(inGlobal(params)));
    return reply.code(204).send();
  });
  server.post('/v2/cluster-variables/tenants/:tenantId', ({ params, body }) =>
    createVariable(core, readTenant(params), body),
  );
  server.get('/v2/cluster-variables/tenants/:tenantId/:name', ({ params }) =>
    getVariable(core, inTenant(params)),
  );
  server.put('/v2/cluster-variables/tenants/:tenantId/:name', ({ params, body }) =>
    updateVariable(core, inTenant(params), body),
  );
  server.delete('/v2/cluster-variables/tenants/:tenantId/:name', ({ params }, reply) => {
    acceptedOrProblem(core.deleteClusterVariable(inTenant(params)));
    return reply.code(204).send();
  });
}
