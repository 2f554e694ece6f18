import { isFromPage, isLoopbackHost } from '@jobwright/loopback';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { createAdminAccess } from './admin-access.ts';
import { listConnectorFacts } from './connector-facts.ts';
import type { ServiceWorkers } from './service-workers.ts';
import { type Health, type ServiceState, checkLiveness, checkReadiness, checkStartup } from './health.ts';

export interface ServiceServerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly adminToken: string | undefined;
  readonly state: () => ServiceState;
  /** All metrics as text, and the media type of that text. */
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

export interface ServiceServer {
  /** `http://host:port` */
  readonly address: string;
  close(): Promise<void>;
}

/** Probe paths, ours and those of the Java runtime, so that its deployments work unchanged. */
const PROBES: readonly (readonly [paths: readonly string[], check: (state: ServiceState) => Health])[] = [
  [['/health/live', '/actuator/health/liveness'], checkLiveness],
  [['/health/ready', '/actuator/health/readiness', '/actuator/health'], checkReadiness],
  [['/health/startup', '/actuator/health/startup'], checkStartup],
];
const METRICS = ['/metrics', '/actuator/prometheus'];
const ONE_CONNECTOR = '/connectors/:jobType';

/** Serves probes, metrics and the admin API. */
export async function startServiceServer(options: ServiceServerOptions): Promise<ServiceServer> {
  const server = fastify({ logger: false, forceCloseConnections: true, requestTimeout: 10_000 });
  if (isLoopbackHost(options.host)) closeToPages(server);
  addProbes(server, options);
  addMetrics(server, options);
  addAdmin(server, options);
  const address = await server.listen({ host: options.host, port: options.port });
  return { address, close: () => server.close() };
}

/**
 * On loopback, requests from web pages are rejected. On other addresses an orchestrator may use any host
 * name.
 */
function closeToPages(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ headers }, reply) => {
    if (isFromPage(headers)) await reply.code(403).send({ message: 'Requests from web pages are rejected' });
  });
}

function addProbes(server: FastifyInstance, { state }: ServiceServerOptions): void {
  for (const [paths, check] of PROBES) {
    for (const path of paths) {
      server.get(path, async (_request, reply) => {
        const health = check(state());
        return reply.code(health.status === 'UP' ? 200 : 503).send(health);
      });
    }
  }
}

function addMetrics(server: FastifyInstance, { metrics }: ServiceServerOptions): void {
  for (const path of METRICS) {
    server.get(path, async (_request, reply) =>
      reply.type(metrics.contentType).send(await metrics.metrics()),
    );
  }
}

function addAdmin(server: FastifyInstance, { host, adminToken, state }: ServiceServerOptions): void {
  const access = createAdminAccess(host, adminToken);
  const guard = {
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const refusal = access(request.headers);
      if (refusal !== undefined) await reply.code(refusal.status).send({ message: refusal.message });
    },
  };
  const list = () => {
    const current = state();
    return current.kind === 'starting' ? [] : listConnectorFacts(current.workers);
  };
  const find = (jobType: string) => list().find((facts) => facts.jobType === jobType);
  const unknown = (reply: FastifyReply, jobType: string) =>
    reply.code(404).send({ message: `No connector here has the job type ${jobType}; see GET /connectors` });

  server.get('/connectors', guard, () => Promise.resolve({ items: list() }));
  server.get<{ Params: { jobType: string } }>(ONE_CONNECTOR, guard, async ({ params }, reply) => {
    return find(params.jobType) ?? unknown(reply, params.jobType);
  });
  for (const action of ['pause', 'resume'] as const) {
    server.post<{ Params: { jobType: string }; Querystring: { cluster?: string } }>(
      `${ONE_CONNECTOR}/${action}`,
      guard,
      async ({ params: { jobType }, query: { cluster } }, reply) => {
        const current = state();
        if (current.kind === 'starting' || find(jobType) === undefined) return unknown(reply, jobType);
        const { clusters, runtime } = current.workers;
        // A cluster that has not answered yet can be paused too.
        const paused = cluster === undefined ? runtime : clusters.find(({ name }) => name === cluster);
        if (paused === undefined) return unknownCluster(reply, clusters);
        paused[action](jobType);
        return (
          list().find(
            (facts) => facts.jobType === jobType && (cluster === undefined || facts.cluster === cluster),
          ) ?? { cluster, jobType, paused: paused.isPaused(jobType) }
        );
      },
    );
  }
}

const unknownCluster = (reply: FastifyReply, clusters: ServiceWorkers['clusters']) => {
  const names = clusters.flatMap(({ name }) => name ?? []);
  const advice =
    names.length === 0 ? 'there is one cluster: leave cluster out' : `there are ${names.join(', ')}`;
  return reply.code(404).send({ message: `No cluster here has this name; ${advice}` });
};
