import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';

const pinning = z.object({ timestamp: z.int('No timestamp provided.') });

/** The clock endpoints of the Camunda 8 REST API. */
export function addClockRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'pinClock' | 'resetClock'>,
): void {
  server.put('/v2/clock', (request, reply) => {
    const { timestamp } = pinning.parse(request.body);
    acceptedOrProblem(core.pinClock({ timestampMs: timestamp }));
    return reply.code(204).send();
  });
  server.post('/v2/clock/reset', (_request, reply) => {
    acceptedOrProblem(core.resetClock());
    return reply.code(204).send();
  });
}
