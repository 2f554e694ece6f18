import { toErrorMessage } from '@jobwright/concurrency';
import { ClusterCallError, failureOfStatus, isOfCertificate } from '@jobwright/runtime/cluster';

/** The error of a gRPC call that failed. */
export function gatewayCallError(error: unknown): ClusterCallError {
  if (error instanceof ClusterCallError) return error;
  const grpcStatus = readStatus(error);
  const message = describe(error);
  const failure = failureOfStatus(grpcStatus);
  const isUntrusted = failure === 'unreachable' && isOfCertificate(message);
  return new ClusterCallError(isUntrusted ? 'untrusted' : failure, message, { grpcStatus, cause: error });
}

const readStatus = (error: unknown): number | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;

function describe(error: unknown): string {
  const details = error instanceof Error && 'details' in error ? error.details : undefined;
  const text = typeof details === 'string' && details !== '' ? details : toErrorMessage(error);
  return text
    .replace(/^No connection established\. Last error: (Error: )?/, '')
    .replace(/\. Resolution note:\s*$/, '');
}
