import { ClusterCallError, GrpcStatus, hasNoCredentials } from '@jobwright/runtime/cluster';

const SERVER_ERROR = 500;
/** There was no connection: codes of Node and undici, and of our HTTP client where these have no message. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|ENODATA|EAI_\w+|E(HOST|NET)(UNREACH|DOWN)|UND_ERR_CONNECT_TIMEOUT|HTTP_(CONNECTION_REFUSED|DNS_FAILED|CONNECT_TIMEOUT|PROXY_FAILED))$/;

/** Whether a request that failed may have had its effect in the engine. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof ClusterCallError)) return true;
  if (hasNoCredentials(error) || error.failure === 'untrusted') return false;
  // A conflict with another transaction: the engine has undone this one.
  if (error.grpcStatus === GrpcStatus.ABORTED) return false;
  if (error.httpStatus !== undefined) return error.httpStatus >= SERVER_ERROR;
  return error.failure !== 'unreachable' || !NOT_CONNECTED.test(codeOf(error.cause));
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : '';
