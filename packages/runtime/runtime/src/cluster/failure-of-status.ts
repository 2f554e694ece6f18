import type { ClusterCallFailure } from './cluster-call-error.ts';
import { GrpcStatus } from './grpc-status.ts';

const BY_STATUS: ReadonlyMap<number | undefined, ClusterCallFailure> = new Map([
  [GrpcStatus.UNAVAILABLE, 'unreachable'],
  [GrpcStatus.DEADLINE_EXCEEDED, 'timeout'],
  [GrpcStatus.UNAUTHENTICATED, 'unauthenticated'],
  [GrpcStatus.PERMISSION_DENIED, 'denied'],
  [GrpcStatus.INVALID_ARGUMENT, 'refused'],
  [GrpcStatus.NOT_FOUND, 'refused'],
  [GrpcStatus.FAILED_PRECONDITION, 'refused'],
  [GrpcStatus.RESOURCE_EXHAUSTED, 'refused'],
]);

/** What a status of gRPC says has to be corrected. */
export const failureOfStatus = (grpcStatus: number | undefined): ClusterCallFailure =>
  BY_STATUS.get(grpcStatus) ?? 'unexpected';
