import { isFromPage, isLoopbackHost } from '@jobwright/loopback';
import fastify, { type FastifyInstance } from 'fastify';
import { addAdminApi } from './admin-api.ts';
import { type Health, type ServiceState, checkLiveness, checkReadiness, checkStartup } from './health.ts';
import { SERVICE_INDEX } from './service-index.ts';

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

/** Serves probes, metrics, the admin API and an index of them. */
export async function startServiceServer(options: ServiceServerOptions): Promise<ServiceServer> {
  const server = fastify({ logger: false, forceCloseConnections: true, requestTimeout: 10_000 });
  if (isLoopbackHost(options.host)) closeToPages(server);
  addIndex(server);
  addProbes(server, options);
  addMetrics(server, options);
  addAdminApi(server, options);
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

function addIndex(server: FastifyInstance): void {
  server.get('/', async (_request, reply) =>
    reply.type('application/json').send(`${JSON.stringify(SERVICE_INDEX, null, 2)}\n`),
  );
  server.setNotFoundHandler(async ({ method, url }, reply) =>
    reply
      .code(404)
      .send({ message: `${method} ${url.split('?', 1)[0] ?? ''} is not here; GET / lists what there is` }),
  );
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
