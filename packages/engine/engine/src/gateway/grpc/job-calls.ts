import { status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { leaseOf } from '../lease-of.ts';
import type { GatewayContext } from './gateway-context.ts';
import { readJobResult } from './read-job-result.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import {
  completeJobRequest,
  failJobRequest,
  throwErrorRequest,
  updateJobPriorityRequest,
  updateJobRetriesRequest,
  updateJobTimeoutRequest,
} from './request-messages.ts';
import { acceptedOrThrow, StatusError } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

/** The calls that settle or update one job. */
export function createJobCalls({ core }: GatewayContext): UntypedServiceImplementation {
  return {
    CompleteJob: createUnaryHandler(completeJobRequest, (request) => {
      const variables = parseVariables(request.variables);
      const jobKey = checkKey(request.jobKey);
      const { businessId } = request;
      acceptedOrThrow(
        core.completeJob({
          jobKey,
          variables,
          ...leaseOf(request),
          ...(businessId !== undefined && { businessId }),
          ...readJobResult(request.result),
        }),
      );
      return {};
    }),
    FailJob: createUnaryHandler(failJobRequest, ({ retries, errorMessage, retryBackOff, ...request }) => {
      const variables = parseVariables(request.variables);
      const jobKey = checkKey(request.jobKey);
      acceptedOrThrow(
        core.failJob({
          jobKey,
          retries,
          errorMessage,
          retryBackoffMs: retryBackOff,
          variables,
          ...leaseOf(request),
        }),
      );
      return {};
    }),
    ThrowError: createUnaryHandler(throwErrorRequest, ({ errorCode, errorMessage, ...request }) => {
      const variables = parseVariables(request.variables);
      const jobKey = checkKey(request.jobKey);
      acceptedOrThrow(core.throwError({ jobKey, errorCode, errorMessage, variables, ...leaseOf(request) }));
      return {};
    }),
    UpdateJobRetries: createUnaryHandler(updateJobRetriesRequest, ({ retries, ...request }) => {
      const jobKey = checkKey(request.jobKey);
      acceptedOrThrow(core.updateJobRetries({ jobKey, retries, ...leaseOf(request) }));
      return {};
    }),
    UpdateJobTimeout: createUnaryHandler(updateJobTimeoutRequest, ({ timeout, ...request }) => {
      const jobKey = checkKey(request.jobKey);
      acceptedOrThrow(core.updateJobTimeout({ jobKey, timeoutMs: timeout, ...leaseOf(request) }));
      return {};
    }),
    UpdateJobPriority: createUnaryHandler(updateJobPriorityRequest, ({ priority, ...request }) => {
      const jobKey = checkKey(request.jobKey);
      if (priority === undefined)
        throw new StatusError(
          status.INVALID_ARGUMENT,
          `Expected a priority for the job with key '${jobKey}', but none was given`,
        );
      acceptedOrThrow(core.updateJobPriority({ jobKey, priority, ...leaseOf(request) }));
      return {};
    }),
  };
}
