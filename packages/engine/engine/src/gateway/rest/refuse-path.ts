import type { FastifyInstance } from 'fastify';
import { pathOf, type Problem } from './problem.ts';

/** Answers all requests to a path, and to what is below it, with a problem. */
export function refusePath(
  server: FastifyInstance,
  path: string,
  problem: (requested: string) => Problem,
): void {
  const refusal = ({ url }: { readonly url: string }): never => {
    throw problem(pathOf(url));
  };
  server.all(path, refusal);
  server.all(`${path}/*`, refusal);
}
