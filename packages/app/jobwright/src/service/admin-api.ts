import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createAdminAccess } from './admin-access.ts';
import { listConnectorFacts } from './connector-facts.ts';
import { findConnectors } from './find-connectors.ts';
import type { ServiceState } from './health.ts';
import type { ServiceWorkers } from './service-workers.ts';

export interface AdminOptions {
  readonly host: string;
  readonly adminToken: string | undefined;
  readonly state: () => ServiceState;
}

/** A path below `/connectors`. Job types may have `/` in them. */
interface AdminRequest {
  readonly Params: { readonly '*': string };
  readonly Querystring: { readonly cluster?: string };
}

/** Adds the routes that list, pause and resume connectors. */
export function addAdminApi(server: FastifyInstance, { host, adminToken, state }: AdminOptions): void {
  const access = createAdminAccess(host, adminToken);
  const guard = {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const refusal = access(request.headers);
      if (refusal !== undefined) await reply.code(refusal.status).send({ message: refusal.message });
    },
  };
  const readWorkers = (): ServiceWorkers | undefined => {
    const current = state();
    return current.kind === 'starting' ? undefined : current.workers;
  };
  server.get('/connectors', guard, () => {
    const workers = readWorkers();
    return Promise.resolve({ items: workers === undefined ? [] : listConnectorFacts(workers) });
  });
  server.get<AdminRequest>('/connectors/*', guard, async ({ params }, reply) => {
    const found = chooseConnector(readWorkers(), params['*']);
    if ('message' in found) return reply.code(found.status).send({ message: found.message });
    const facts = listConnectorFacts(found.workers).find(({ jobType }) => jobType === found.jobType);
    return facts ?? reply.code(404).send({ message: `No cluster has answered yet` });
  });
  server.post<AdminRequest>('/connectors/*', guard, async ({ params, query: { cluster } }, reply) => {
    const [, name = '', action] = /^(.+)\/(pause|resume)$/.exec(params['*']) ?? [];
    if (action !== 'pause' && action !== 'resume')
      return reply
        .code(404)
        .send({ message: 'POST /connectors/NAME/pause or /resume; GET / lists what there is' });
    const found = chooseConnector(readWorkers(), name);
    if ('message' in found) return reply.code(found.status).send({ message: found.message });
    const { workers, jobType } = found;
    // A cluster that has not answered yet can be paused too.
    const paused =
      cluster === undefined ? workers.runtime : workers.clusters.find((each) => each.name === cluster);
    if (paused === undefined) return unknownCluster(reply, workers.clusters);
    paused[action](jobType);
    const facts = listConnectorFacts(workers).find(
      (each) => each.jobType === jobType && (cluster === undefined || each.cluster === cluster),
    );
    return facts ?? { cluster, jobType, paused: paused.isPaused(jobType) };
  });
}

type Choice =
  | { readonly workers: ServiceWorkers; readonly jobType: string }
  | { readonly status: 400 | 404; readonly message: string };

/** The connector that a name stands for, or why there is none. */
function chooseConnector(workers: ServiceWorkers | undefined, name: string): Choice {
  const found = workers === undefined ? [] : findConnectors(workers.runtime.connectors, name);
  const [first, second] = found;
  if (workers === undefined || first === undefined) {
    const message = `No connector here has the job type or short name ${name}; see GET /connectors`;
    return { status: 404, message };
  }
  if (second === undefined) return { workers, jobType: first.type };
  const types = found.map(({ type }) => type).join(', ');
  return {
    status: 400,
    message: `${name} stands for several connectors: give the job type, one of ${types}`,
  };
}

const unknownCluster = (reply: FastifyReply, clusters: ServiceWorkers['clusters']) => {
  const names = clusters.flatMap(({ name }) => name ?? []);
  const advice =
    names.length === 0 ? 'there is one cluster: leave cluster out' : `there are ${names.join(', ')}`;
  return reply.code(404).send({ message: `No cluster here has this name; ${advice}` });
};
