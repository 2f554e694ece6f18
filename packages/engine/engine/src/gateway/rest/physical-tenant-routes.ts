import type { FastifyInstance } from 'fastify';
import { DEFAULT_PHYSICAL_TENANT } from '../../core/engine-core.ts';
import { Problem } from './problem.ts';

const PATH = /^\/physical-tenants\/([^/?]*)(?=[/?]|$)/;

/**
 * Gives requests below `/physical-tenants/ID` to the API of that physical tenant, as if the rest of the path
 * were theirs. They leave this server before it reads their body.
 */
export function addPhysicalTenantRoutes(
  server: FastifyInstance,
  others: ReadonlyMap<string, FastifyInstance>,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    const [prefix = '', id = ''] = PATH.exec(request.raw.url ?? '') ?? [];
    if (prefix === '') return done();
    const api = id === DEFAULT_PHYSICAL_TENANT ? server : others.get(id);
    if (api === undefined) return done(new Problem(404, `Unknown physical tenant: ${id}`));
    reply.hijack();
    request.raw.url = request.raw.url?.slice(prefix.length) ?? '/';
    api.routing(request.raw, reply.raw);
  });
  server.addHook('onClose', async () => {
    for (const api of others.values()) await api.close();
  });
}
