import { ClusterCallError, GrpcStatus, hasNoCredentials, isConnectionLost } from '@jobwright/runtime/cluster';

const SERVER_ERROR = 500;

/** Whether a request that failed may have had its effect in the engine. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof ClusterCallError)) return true;
  if (hasNoCredentials(error) || error.failure === 'untrusted') return false;
  // A conflict with another transaction: the engine has undone this one.
  if (error.grpcStatus === GrpcStatus.ABORTED) return false;
  if (error.httpStatus !== undefined) return error.httpStatus >= SERVER_ERROR;
  return error.failure !== 'unreachable' || isConnectionLost(error);
}
