import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { FastifyInstance } from 'fastify';
import { pathOf, Problem, toProblemBody } from './problem.ts';

/** The disk cannot be written: nothing is accepted, and nothing is answered that might be lost. */
export const notPersistedProblem = (error: unknown): Problem =>
  new Problem(503, toErrorMessage(error), 'RESOURCE_EXHAUSTED');

/** Holds back each answer until what led to it is on disk. */
export function answerWhenPersisted(server: FastifyInstance, persisted: () => Promise<void>): void {
  server.addHook('onSend', async ({ url }, reply, payload) => {
    try {
      await persisted();
      return payload;
    } catch (error) {
      const problem = notPersistedProblem(error);
      void reply.code(problem.status).type('application/problem+json');
      return toProblemBody(problem, pathOf(url));
    }
  });
}
