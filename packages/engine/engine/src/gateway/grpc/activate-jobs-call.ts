import type { handleServerStreamingCall } from '@grpc/grpc-js';
import type { z } from 'zod';
import type { ActivateJobsCommand } from '../../core/commands.ts';
import { activateForClient } from '../jobs/activate-for-client.ts';
import { createJobDelivery } from './deliver-jobs.ts';
import type { GatewayContext } from './gateway-context.ts';
import { type JobMessage, splitJobs } from '../jobs/job-messages.ts';
import { createJobPolls } from '../jobs/job-polls.ts';
import { readRequest } from './read-request.ts';
import { activateJobsRequest } from './request-messages.ts';
import type { TenantRules } from './tenant-rules.ts';
import { acceptedOrThrow, closingError, toStatusError } from './status-error.ts';

/** How long the gateway waits when the request names no time. */
const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;

type Response = { readonly jobs: readonly JobMessage[] };

/** Available jobs, or the first that become available within the request's time; no jobs is not an error. */
export function createActivateJobsCall({
  core,
  openCalls,
  tenants,
}: GatewayContext): handleServerStreamingCall<unknown, Response> {
  const polls = createJobPolls(core);
  return (call) => {
    const poll = (): void => {
      const request = readRequest(activateJobsRequest, call);
      const command = toCommand(request, tenants);
      const deliverJobs = createJobDelivery(core, call, command.timeoutMs);
      const finish = (jobs: readonly JobMessage[]): void => {
        for (const part of splitJobs(jobs)) deliverJobs(part, { jobs: part });
        call.end();
      };
      const jobs = acceptedOrThrow(activateForClient(core, command));
      if (jobs.length > 0 || request.requestTimeout < 0) return finish(jobs);
      const takeBack =
        command.maxJobs > 0 ? polls.wait({ command, deliver: (found) => deliver(found) }) : () => undefined;
      const release = openCalls.hold(call, {
        timeoutMs: request.requestTimeout > 0 ? request.requestTimeout : DEFAULT_REQUEST_TIMEOUT_MS,
        onEnd: (ending) => {
          takeBack();
          if (ending === 'timeout') call.end();
          else if (ending === 'closing') call.emit('error', closingError());
        },
      });
      const deliver = (found: readonly JobMessage[]): void => {
        release();
        finish(found);
      };
    };
    try {
      poll();
    } catch (error) {
      call.emit('error', toStatusError(error));
    }
  };
}

function toCommand(
  request: z.output<typeof activateJobsRequest>,
  tenants: TenantRules,
): ActivateJobsCommand & { readonly maxJobs: number; readonly timeoutMs: number } {
  return {
    type: request.type,
    tenantIds: tenants.checkAll('ActivateJobs', request),
    worker: request.worker,
    timeoutMs: request.timeout,
    maxJobs: Math.max(0, request.maxJobsToActivate),
    fetchVariables: request.fetchVariable,
    withLease: request.withLease,
  };
}
