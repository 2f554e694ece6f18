import { TokenError } from '../cluster/oidc-tokens.ts';

/** gRPC status codes that the adapter tells apart; see the gRPC specification, "Status codes and their use in gRPC". */
export const GrpcStatus = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
} as const;

/** The status code of what a gRPC call threw, or `undefined` when it is something else. */
export function toGrpcStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'number') return undefined;
  return error.code;
}

const TRANSIENT: ReadonlySet<number | undefined> = new Set([
  GrpcStatus.CANCELLED,
  GrpcStatus.DEADLINE_EXCEEDED,
  GrpcStatus.RESOURCE_EXHAUSTED,
  GrpcStatus.ABORTED,
  GrpcStatus.INTERNAL,
  GrpcStatus.UNAVAILABLE,
  GrpcStatus.UNAUTHENTICATED,
]);

/** A gateway that pushes back has the same status as one that a message is too large for. */
const TOO_LARGE = /larger than|exceed\w* (?:the )?max|max\w* (?:\w+ )?size|EXCEEDED_BATCH_RECORD_SIZE/i;

const isTooLarge = (error: unknown): boolean =>
  toGrpcStatus(error) === GrpcStatus.RESOURCE_EXHAUSTED &&
  error instanceof Error &&
  TOO_LARGE.test(error.message);

/** Whether the same call may succeed a little later. */
export const isTransient = (error: unknown): boolean =>
  error instanceof TokenError || (TRANSIENT.has(toGrpcStatus(error)) && !isTooLarge(error));

const DOUBTFUL: ReadonlySet<number | undefined> = new Set([
  GrpcStatus.CANCELLED,
  GrpcStatus.ABORTED,
  GrpcStatus.INTERNAL,
]);

/** Whether somebody is there, who may not take this call however often it comes. */
export const isDoubtful = (error: unknown): boolean => DOUBTFUL.has(toGrpcStatus(error));
