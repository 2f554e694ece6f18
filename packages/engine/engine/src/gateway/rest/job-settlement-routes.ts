import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { EngineCore } from '../../core/commands.ts';
import { jobResultBody, readJobResultBody } from './job-result-body.ts';
import { acceptedOrProblem } from './json-body.ts';
import { keyText, variablesBody } from './request-schemas.ts';

const jobPath = z.object({ jobKey: keyText('jobKey') });
const completion = z.object({ variables: variablesBody.nullish(), result: jobResultBody.nullish() });
const failure = z.object({
  retries: z.int().nullish(),
  errorMessage: z.string().nullish(),
  retryBackOff: z.int().nullish(),
  variables: variablesBody.nullish(),
});
const bpmnError = z.object({
  errorCode: z.string('No errorCode provided.').min(1, 'No errorCode provided.'),
  errorMessage: z.string().nullish(),
  variables: variablesBody.nullish(),
});

/** The endpoints of the Camunda 8 REST API that settle one job. */
export function addJobSettlementRoutes(
  server: FastifyInstance,
  core: Pick<EngineCore, 'completeJob' | 'failJob' | 'throwError'>,
): void {
  server.post('/v2/jobs/:jobKey/completion', (request, reply) => {
    const { jobKey } = jobPath.parse(request.params);
    const { variables, result } = completion.parse(request.body ?? {});
    acceptedOrProblem(
      core.completeJob({ jobKey, variables: variables ?? {}, ...(result && readJobResultBody(result)) }),
    );
    return reply.code(204).send();
  });
  server.post('/v2/jobs/:jobKey/failure', (request, reply) => {
    const { jobKey } = jobPath.parse(request.params);
    const { retries, errorMessage, retryBackOff, variables } = failure.parse(request.body ?? {});
    acceptedOrProblem(
      core.failJob({
        jobKey,
        retries: retries ?? 0,
        errorMessage: errorMessage ?? '',
        retryBackoffMs: retryBackOff ?? 0,
        variables: variables ?? {},
      }),
    );
    return reply.code(204).send();
  });
  server.post('/v2/jobs/:jobKey/error', (request, reply) => {
    const { jobKey } = jobPath.parse(request.params);
    const { errorCode, errorMessage, variables } = bpmnError.parse(request.body);
    acceptedOrProblem(
      core.throwError({ jobKey, errorCode, errorMessage: errorMessage ?? '', variables: variables ?? {} }),
    );
    return reply.code(204).send();
  });
}
