import { type handleServerStreamingCall, status } from '@grpc/grpc-js';
import type { z } from 'zod';
import { createJobDelivery } from './deliver-jobs.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { JobMessage } from '../jobs/job-messages.ts';
import { createJobStreams, type JobStream } from './job-streams.ts';
import { readRequest } from './read-request.ts';
import { streamActivatedJobsRequest } from './request-messages.ts';
import type { TenantRules } from './tenant-rules.ts';
import { StatusError, closingError, toStatusError } from './status-error.ts';

/** Pushes jobs as they become available, until the client or the engine ends the stream. */
export function createStreamActivatedJobsCall({
  core,
  openCalls,
  tenants,
}: GatewayContext): handleServerStreamingCall<unknown, JobMessage> {
  const streams = createJobStreams(core);
  return (call) => {
    try {
      const request = readRequest(streamActivatedJobsRequest, call);
      const command = toCommand(request, tenants);
      const deliverJobs = createJobDelivery(core, call, command.timeoutMs);
      const stream = streams.open({
        command,
        canTake: () => !call.writableNeedDrain,
        push: (job) => deliverJobs([job], job),
      });
      call.on('drain', stream.resume);
      openCalls.hold(call, {
        onEnd: (ending) => {
          stream.close();
          if (ending === 'closing') call.emit('error', closingError());
        },
      });
    } catch (error) {
      call.emit('error', toStatusError(error));
    }
  };
}

function toCommand(
  request: z.output<typeof streamActivatedJobsRequest>,
  tenants: TenantRules,
): JobStream['command'] & { readonly timeoutMs: number } {
  const tenantIds = tenants.checkAll('StreamActivatedJobs', request);
  if (request.type === '') {
    throw refusalError('type to be present, but it was blank');
  }
  if (request.timeout < 1) {
    throw refusalError(`timeout to be greater than zero, but it was ${request.timeout}`);
  }
  return {
    type: request.type,
    tenantIds,
    worker: request.worker,
    timeoutMs: request.timeout,
    fetchVariables: request.fetchVariable,
    withLease: request.withLease,
  };
}

const refusalError = (expected: string): StatusError =>
  new StatusError(status.INVALID_ARGUMENT, `Expected to stream activated jobs with ${expected}`);
