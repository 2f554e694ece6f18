import { status } from '@grpc/grpc-js';
import { toErrorMessage } from '@jobwright/concurrency';
import { DataDirectoryFullError } from '../../durability/data-directory-error.ts';
import type { Rejection, Result } from '../../core/commands.ts';

/** An answer other than OK: grpc-js sends `code` and `details` to the client unchanged. */
export class StatusError extends Error {
  readonly code: status;
  readonly details: string;
  constructor(code: status, details: string) {
    super(details);
    this.name = 'StatusError';
    this.code = code;
    this.details = details;
  }
}

const codes = {
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
  INVALID_STATE: status.FAILED_PRECONDITION,
} satisfies Record<Rejection['code'], status>;

function toRejectionError({ code, intent, reason }: Rejection): StatusError {
  return new StatusError(codes[code], `Command '${intent}' rejected with code '${code}': ${reason}`);
}

/** The value of an accepted command; a rejection is thrown as the status the gateway gives it. */
export function acceptedOrThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw toRejectionError(result.rejection);
}

/** The status of a call that failed for any reason. */
export function toStatusError(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  const reason = toErrorMessage(error);
  if (error instanceof DataDirectoryFullError) return new StatusError(status.RESOURCE_EXHAUSTED, reason);
  return new StatusError(
    status.INTERNAL,
    `Unexpected error occurred during the request processing: ${reason}`,
  );
}

/** The status of calls still waiting when the engine closes. */
export const closingError = (): StatusError =>
  new StatusError(status.UNAVAILABLE, 'The embedded engine is shutting down');
