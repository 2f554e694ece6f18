import { ClusterCallError, hasNoCredentials } from './cluster-call-error.ts';
import { GrpcStatus } from './grpc-status.ts';

/**
 * The status of a failed call in gRPC's terms, whichever transport it had, or `undefined` when the failure is
 * of another kind.
 */
export const grpcStatusOf = (error: unknown): number | undefined =>
  error instanceof ClusterCallError ? error.grpcStatus : undefined;

const TRANSIENT: ReadonlySet<number | undefined> = new Set([
  GrpcStatus.CANCELLED,
  GrpcStatus.DEADLINE_EXCEEDED,
  GrpcStatus.RESOURCE_EXHAUSTED,
  GrpcStatus.ABORTED,
  GrpcStatus.INTERNAL,
  GrpcStatus.UNAVAILABLE,
  GrpcStatus.UNAUTHENTICATED,
]);

/** A gateway that pushes back has the same status as one for which a message is too large. */
const TOO_LARGE = /larger than|exceed\w* (?:the )?max|max\w* (?:\w+ )?size|EXCEEDED_BATCH_RECORD_SIZE/i;

const isTooLarge = (error: unknown): boolean =>
  error instanceof ClusterCallError &&
  error.grpcStatus === GrpcStatus.RESOURCE_EXHAUSTED &&
  TOO_LARGE.test(error.message);

/** Whether the same call may succeed a little later. */
export const isTransient = (error: unknown): boolean =>
  hasNoCredentials(error) || (TRANSIENT.has(grpcStatusOf(error)) && !isTooLarge(error));

const DOUBTFUL: ReadonlySet<number | undefined> = new Set([
  GrpcStatus.CANCELLED,
  GrpcStatus.ABORTED,
  GrpcStatus.INTERNAL,
]);

/** Whether the gateway is there, but may never accept this call. */
export const isDoubtful = (error: unknown): boolean => DOUBTFUL.has(grpcStatusOf(error));

/** Whether the credentials for the call are not accepted, by the cluster or by the token endpoint. */
export const isRejection = (error: unknown): boolean =>
  error instanceof ClusterCallError && (error.failure === 'unauthenticated' || error.failure === 'token');

/** Whether the job is no longer ours: it timed out, was cancelled or has been answered. */
export const isGone = (error: unknown): boolean => {
  const status = grpcStatusOf(error);
  return status === GrpcStatus.NOT_FOUND || status === GrpcStatus.FAILED_PRECONDITION;
};

/** Whether the gateway has too much to do. */
export const isPushback = (error: unknown): boolean => grpcStatusOf(error) === GrpcStatus.RESOURCE_EXHAUSTED;

/** Whether the gateway does not have the call. */
export const isUnsupported = (error: unknown): boolean => grpcStatusOf(error) === GrpcStatus.UNIMPLEMENTED;

/** How long the cluster asks to wait before the next call, in milliseconds; 0 when it does not ask. */
export const askedPauseMs = (error: unknown): number =>
  error instanceof ClusterCallError ? (error.retryAfterMs ?? 0) : 0;
