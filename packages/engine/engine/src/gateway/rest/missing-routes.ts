import type { FastifyInstance } from 'fastify';
import { pathOf, Problem } from './problem.ts';

const ROUTER_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

interface Route {
  readonly method: string;
  readonly steps: readonly string[];
}

const stepsOf = (path: string): readonly string[] => path.split('/').slice(1);

/** Whether a path is that of a route, in which `:name` stands for any step. */
const isAt = (route: Route, steps: readonly string[]): boolean =>
  route.steps.length === steps.length &&
  route.steps.every((step, index) => step === steps[index] || step.startsWith(':'));

/**
 * Answers requests that no route takes: 405 where another method has one, else 404. Call it before the routes
 * are added.
 */
export function answerMissingRoutes(server: FastifyInstance): void {
  const routes: Route[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, steps: stepsOf(url) });
  });
  server.setNotFoundHandler(({ method, url }, reply) => {
    const path = pathOf(url);
    const found = routes.filter((route) => isAt(route, stepsOf(path)));
    const allowed = ROUTER_METHODS.filter((one) => found.some((route) => route.method === one));
    if (allowed.length === 0) throw new Problem(404, `No endpoint ${method} ${path}.`);
    reply.header('allow', allowed.join(','));
    throw new Problem(405, `Method '${method}' is not supported.`);
  });
}
