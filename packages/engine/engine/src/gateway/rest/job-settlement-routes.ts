import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { leaseOf } from '../lease-of.ts';
import { jobResultBody, readJobResultBody } from './job-result-body.ts';
import { acceptedOrProblem } from './json-body.ts';
import { pathKey, variablesBody } from './request-schemas.ts';

const jobPath = z.object({ jobKey: pathKey('jobKey') });
const jobLeaseToken = z.string().nullish();
const completion = z.object({
  variables: variablesBody.nullish(),
  result: jobResultBody.nullish(),
  jobLeaseToken,
  businessId: z.string().nullish(),
});
const failure = z.object({
  retries: z.int().nullish(),
  errorMessage: z.string().nullish(),
  retryBackOff: z.int().nullish(),
  variables: variablesBody.nullish(),
  jobLeaseToken,
});
const bpmnError = z.object({
  errorCode: z.string('No errorCode provided.').min(1, 'No errorCode provided.'),
  errorMessage: z.string().nullish(),
  variables: variablesBody.nullish(),
  jobLeaseToken,
});

/** The endpoints of the Camunda 8 REST API that settle one job. */
export function addJobSettlementRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'completeJob' | 'failJob' | 'throwError'>,
): void {
  server.post('/v2/jobs/:jobKey/completion', (request, reply) => {
    const { jobKey } = jobPath.parse(request.params);
    const { variables, result, businessId, ...lease } = completion.parse(request.body ?? {});
    acceptedOrProblem(
      core.completeJob({
        jobKey,
        variables: variables ?? {},
        ...leaseOf(lease),
        ...(typeof businessId === 'string' && { businessId }),
        ...(result && readJobResultBody(result)),
      }),
    );
    return reply.code(204).send();
  });
  server.post('/v2/jobs/:jobKey/failure', (request, reply) => {
    const { jobKey } = jobPath.parse(request.params);
    const { retries, errorMessage, retryBackOff, variables, ...lease } = failure.parse(request.body ?? {});
    acceptedOrProblem(
      core.failJob({
        jobKey,
        retries: retries ?? 0,
        errorMessage: errorMessage ?? '',
        retryBackoffMs: retryBackOff ?? 0,
        variables: variables ?? {},
        ...leaseOf(lease),
      }),
    );
    return reply.code(204).send();
  });
  server.post('/v2/jobs/:jobKey/error', (request, reply) => {
    const { jobKey } = jobPath.parse(request.params);
    const { errorCode, errorMessage, variables, ...lease } = bpmnError.parse(request.body);
    acceptedOrProblem(
      core.throwError({
        jobKey,
        errorCode,
        errorMessage: errorMessage ?? '',
        variables: variables ?? {},
        ...leaseOf(lease),
      }),
    );
    return reply.code(204).send();
  });
}
