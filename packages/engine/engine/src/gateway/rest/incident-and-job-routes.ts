import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { leaseOf } from '../lease-of.ts';
import { acceptedOrProblem } from './json-body.ts';
import { pathKey } from './request-schemas.ts';

const incidentPath = z.object({ incidentKey: pathKey('incidentKey') });
const jobPath = z.object({ jobKey: pathKey('jobKey') });
const jobUpdate = z.object({
  changeset: z
    .object({ retries: z.int().nullish(), timeout: z.int().nullish(), priority: z.int32().nullish() })
    .refine(
      (changes) => Object.values(changes).some((change) => typeof change === 'number'),
      'At least one of [retries, timeout, priority] is required.',
    ),
  jobLeaseToken: z.string().nullish(),
});

/** Of the incidents and jobs of the Camunda 8 REST API, resolving an incident and updating a job. */
export function addIncidentAndJobRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'resolveIncident' | 'updateJobPriority' | 'updateJobRetries' | 'updateJobTimeout'>,
): void {
  server.post('/v2/incidents/:incidentKey/resolution', (request, reply) => {
    acceptedOrProblem(core.resolveIncident(incidentPath.parse(request.params).incidentKey));
    return reply.code(204).send();
  });
  server.patch('/v2/jobs/:jobKey', (request, reply) => {
    const { changeset, ...lease } = jobUpdate.parse(request.body);
    const { retries, timeout, priority } = changeset;
    const job = { ...jobPath.parse(request.params), ...leaseOf(lease) };
    if (typeof retries === 'number') acceptedOrProblem(core.updateJobRetries({ ...job, retries }));
    if (typeof timeout === 'number') acceptedOrProblem(core.updateJobTimeout({ ...job, timeoutMs: timeout }));
    if (typeof priority === 'number') acceptedOrProblem(core.updateJobPriority({ ...job, priority }));
    return reply.code(204).send();
  });
}
