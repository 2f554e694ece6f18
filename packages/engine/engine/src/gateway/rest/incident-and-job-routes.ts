import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { acceptedOrProblem } from './json-body.ts';
import { keyText } from './request-schemas.ts';

const incidentPath = z.object({ incidentKey: keyText('incidentKey') });
const jobPath = z.object({ jobKey: keyText('jobKey') });
const jobUpdate = z.object({
  changeset: z
    .object({ retries: z.int().nullish(), timeout: z.int().nullish() })
    .refine(
      ({ retries, timeout }) => typeof retries === 'number' || typeof timeout === 'number',
      'At least one of [retries, timeout] is required.',
    ),
});

/** Of the incidents and jobs of the Camunda 8 REST API, resolving an incident and updating a job. */
export function addIncidentAndJobRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'resolveIncident' | 'updateJobRetries' | 'updateJobTimeout'>,
): void {
  server.post('/v2/incidents/:incidentKey/resolution', (request, reply) => {
    acceptedOrProblem(core.resolveIncident(incidentPath.parse(request.params).incidentKey));
    return reply.code(204).send();
  });
  server.patch('/v2/jobs/:jobKey', (request, reply) => {
    const { jobKey } = jobPath.parse(request.params);
    const { retries, timeout } = jobUpdate.parse(request.body).changeset;
    if (typeof retries === 'number') acceptedOrProblem(core.updateJobRetries({ jobKey, retries }));
    if (typeof timeout === 'number') acceptedOrProblem(core.updateJobTimeout({ jobKey, timeoutMs: timeout }));
    return reply.code(204).send();
  });
}
