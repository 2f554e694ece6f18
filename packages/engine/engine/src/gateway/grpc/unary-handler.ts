import type { handleUnaryCall, ServerUnaryCall } from '@grpc/grpc-js';
import type { z } from 'zod';
import { readRequest } from './read-request.ts';
import { toStatusError } from './status-error.ts';

/** One request, one answer: what `handle` returns, or the status of what it throws. */
export function createUnaryHandler<Schema extends z.ZodType, Response>(
  request: Schema,
  handle: (
    request: z.output<Schema>,
    call: ServerUnaryCall<unknown, Response>,
  ) => Response | Promise<Response>,
): handleUnaryCall<unknown, Response> {
  return (call, callback) => {
    const respond = async (): Promise<Response> => handle(readRequest(request, call), call);
    respond().then(
      (response) => callback(null, response),
      (error: unknown) => callback(toStatusError(error)),
    );
  };
}
