import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ActivateJobsCommand, EngineCore } from '../../core/commands.ts';
import { activateForClient } from '../jobs/activate-for-client.ts';
import type { JobMessage } from '../jobs/job-messages.ts';
import { giveBackJobs } from '../jobs/give-back-jobs.ts';
import { createJobPolls } from '../jobs/job-polls.ts';
import { activatedJobText } from './activated-job-text.ts';
import type { CheckTenant } from './check-tenant.ts';
import { acceptedOrProblem } from './json-body.ts';
import { onUndelivered } from './on-undelivered.ts';

/** How long a request waits that names no time. */
const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
/** The longest delay a Node timer takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

const positive = (field: string) =>
  z.int(`No ${field} provided.`).min(1, {
    error: ({ input }) => `The value for ${field} is '${String(input)}' but must be greater than 0.`,
  });
const activation = z.object({
  type: z.string('No type provided.').min(1, 'No type provided.'),
  worker: z.string().nullish(),
  timeout: positive('timeout'),
  maxJobsToActivate: positive('maxJobsToActivate'),
  fetchVariable: z.array(z.string()).nullish(),
  requestTimeout: z.int().nullish(),
  tenantIds: z.array(z.string()).nullish(),
  withLease: z.boolean().nullish(),
});

type JobsCore = Pick<EngineCore, 'activateJobs' | 'failJob' | 'onJobAvailable'>;

/**
 * The long poll for jobs of the Camunda 8 REST API. A client that closes its connection gets no jobs, and
 * what could not be delivered is available again at once.
 */
export function addJobActivationRoute(
  server: FastifyInstance,
  core: JobsCore,
  checkTenant: CheckTenant,
): void {
  const polls = createJobPolls(core);
  server.post('/v2/jobs/activation', (request, reply) => {
    const body = activation.parse(request.body);
    const command = readCommand(body, checkTenant);
    const jobs = acceptedOrProblem(activateForClient(core, command));
    const requestTimeout = body.requestTimeout ?? 0;
    if (jobs.length > 0 || requestTimeout < 0) return answer(core, reply, jobs);

    const end = (found: readonly JobMessage[]): void => {
      release();
      answer(core, reply, found);
    };
    const cancel = polls.wait({ command, deliver: end });
    const timeoutMs = requestTimeout === 0 ? DEFAULT_REQUEST_TIMEOUT_MS : requestTimeout;
    const timer = setTimeout(() => end([]), Math.min(timeoutMs, MAX_DELAY_MS));
    const release = (): void => {
      cancel();
      clearTimeout(timer);
      reply.raw.off('close', release);
    };
    reply.raw.once('close', release);
  });
}

function readCommand(
  { type, worker, timeout, maxJobsToActivate, fetchVariable, ...body }: z.output<typeof activation>,
  checkTenant: CheckTenant,
): ActivateJobsCommand {
  const named = body.tenantIds?.length ? body.tenantIds : [undefined];
  return {
    type,
    worker: worker ?? '',
    timeoutMs: timeout,
    maxJobs: maxJobsToActivate,
    fetchVariables: fetchVariable ?? [],
    withLease: body.withLease ?? false,
    tenantIds: named.map((tenantId) => checkTenant('Activate Jobs', tenantId)),
  };
}

function answer(core: Pick<JobsCore, 'failJob'>, reply: FastifyReply, jobs: readonly JobMessage[]): void {
  if (jobs.length > 0) onUndelivered(reply.raw, () => giveBackJobs(core, jobs));
  void reply
    .type('application/json; charset=utf-8')
    .send(`{"jobs":[${jobs.map(activatedJobText).join(',')}]}`);
}
