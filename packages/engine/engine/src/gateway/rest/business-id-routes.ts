import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';
import { pathKey } from './request-schemas.ts';

const keyPath = z.object({ processInstanceKey: pathKey('processInstanceKey') });
const assignment = z.object({ businessId: z.string('No businessId provided') });

/** Of the process instances of the Camunda 8 REST API, the late assignment of a business id. */
export function addBusinessIdRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'assignBusinessId'>,
): void {
  server.post('/v2/process-instances/:processInstanceKey/business-id-assignment', (request, reply) => {
    const { processInstanceKey } = keyPath.parse(request.params);
    const { businessId } = assignment.parse(request.body);
    acceptedOrProblem(core.assignBusinessId({ processInstanceKey, businessId }));
    return reply.code(204).send();
  });
}
