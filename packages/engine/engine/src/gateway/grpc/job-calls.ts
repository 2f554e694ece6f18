import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { GatewayContext } from './gateway-context.ts';
import { readJobResult } from './read-job-result.ts';
import { checkKey, parseVariables } from './request-checks.ts';
import {
  completeJobRequest,
  failJobRequest,
  throwErrorRequest,
  updateJobRetriesRequest,
  updateJobTimeoutRequest,
} from './request-messages.ts';
import { acceptedOrThrow } from './status-error.ts';
import { createUnaryHandler } from './unary-handler.ts';

/** The calls that settle or update one job. */
export function createJobCalls({ core }: GatewayContext): UntypedServiceImplementation {
  return {
    CompleteJob: createUnaryHandler(completeJobRequest, (request) => {
      const variables = parseVariables(request.variables);
      const jobKey = checkKey(request.jobKey);
      acceptedOrThrow(core.completeJob({ jobKey, variables, ...readJobResult(request.result) }));
      return {};
    }),
    FailJob: createUnaryHandler(failJobRequest, ({ retries, errorMessage, retryBackOff, ...request }) => {
      const variables = parseVariables(request.variables);
      const jobKey = checkKey(request.jobKey);
      acceptedOrThrow(
        core.failJob({ jobKey, retries, errorMessage, retryBackoffMs: retryBackOff, variables }),
      );
      return {};
    }),
    ThrowError: createUnaryHandler(throwErrorRequest, ({ errorCode, errorMessage, ...request }) => {
      const variables = parseVariables(request.variables);
      acceptedOrThrow(
        core.throwError({ jobKey: checkKey(request.jobKey), errorCode, errorMessage, variables }),
      );
      return {};
    }),
    UpdateJobRetries: createUnaryHandler(updateJobRetriesRequest, ({ jobKey, retries }) => {
      acceptedOrThrow(core.updateJobRetries({ jobKey: checkKey(jobKey), retries }));
      return {};
    }),
    UpdateJobTimeout: createUnaryHandler(updateJobTimeoutRequest, ({ jobKey, timeout }) => {
      acceptedOrThrow(core.updateJobTimeout({ jobKey: checkKey(jobKey), timeoutMs: timeout }));
      return {};
    }),
  };
}
