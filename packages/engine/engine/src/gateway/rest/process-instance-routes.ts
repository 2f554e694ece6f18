import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';
import { modificationBody, readModification } from './modification-body.ts';
import { keyText, pathKey } from './request-schemas.ts';

export const migrationPlan = z.object({
  targetProcessDefinitionKey: keyText('targetProcessDefinitionKey'),
  mappingInstructions: z.array(
    z.object({ sourceElementId: z.string().min(1), targetElementId: z.string().min(1) }),
  ),
});
const keyPath = z.object({ processInstanceKey: pathKey('processInstanceKey') });

/** The endpoints of the Camunda 8 REST API that repair or end one process instance. */
export function addProcessInstanceRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'cancelInstance' | 'migrateInstance' | 'modifyInstance'>,
): void {
  server.post('/v2/process-instances/:processInstanceKey/cancellation', (request, reply) => {
    const { processInstanceKey } = keyPath.parse(request.params);
    acceptedOrProblem(core.cancelInstance(processInstanceKey));
    return reply.code(204).send();
  });
  server.post('/v2/process-instances/:processInstanceKey/modification', (request, reply) => {
    const { processInstanceKey } = keyPath.parse(request.params);
    const body = modificationBody.parse(request.body);
    acceptedOrProblem(core.modifyInstance(readModification(processInstanceKey, body)));
    return reply.code(204).send();
  });
  server.post('/v2/process-instances/:processInstanceKey/migration', (request, reply) => {
    const { processInstanceKey } = keyPath.parse(request.params);
    const plan = migrationPlan.parse(request.body);
    acceptedOrProblem(core.migrateInstance({ processInstanceKey, ...plan }));
    return reply.code(204).send();
  });
}
