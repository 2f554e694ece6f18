import { toErrorMessage } from '@jobwright/concurrency';
import { GrpcStatus } from './grpc-status.ts';

/** Why a call to the cluster failed, by what has to be corrected. */
export type ClusterCallFailure =
  /** Nothing answers at the address. */
  | 'unreachable'
  /** The certificate at the address is not trusted. */
  | 'untrusted'
  /** Something is there, but no answer came in time. */
  | 'timeout'
  /** The token endpoint refuses the credentials. */
  | 'token'
  /** The token endpoint cannot be reached, or does not answer like one. */
  | 'tokenEndpoint'
  /** The cluster does not accept the credentials. */
  | 'unauthenticated'
  /** The credentials are not allowed to do this. */
  | 'denied'
  /** The cluster rejects what was sent. */
  | 'refused'
  /** Anything else, also a call that was cancelled. */
  | 'unexpected';

/** Further facts about a failed call. */
export interface ClusterCallErrorOptions extends ErrorOptions {
  /**
   * The status code of the gRPC call, or the one that says the same as the answer of a REST call. Default:
   * none.
   */
  readonly grpcStatus?: number | undefined;
  /** The status of the answer of a REST call. Default: none. */
  readonly httpStatus?: number | undefined;
  /** How long the cluster asks to wait before the next call, in milliseconds. Default: it does not ask. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * A call to a cluster failed. The message is the reason in the words of the cluster, the token endpoint or
 * the network.
 */
export class ClusterCallError extends Error {
  override readonly name = 'ClusterCallError';
  /** What has to be corrected. */
  readonly failure: ClusterCallFailure;
  /**
   * The status code of the gRPC call, or the one that says the same as the answer of a REST call; `undefined`
   * when there is none.
   */
  readonly grpcStatus: number | undefined;
  /** The status of the answer of a REST call; `undefined` when there was no answer, and over gRPC. */
  readonly httpStatus: number | undefined;
  /**
   * How long the cluster asks to wait before the next call, in milliseconds; `undefined` when it does not
   * ask.
   */
  readonly retryAfterMs: number | undefined;

  constructor(
    failure: ClusterCallFailure,
    message: string,
    { grpcStatus, httpStatus, retryAfterMs, ...options }: ClusterCallErrorOptions = {},
  ) {
    super(message, options);
    this.failure = failure;
    this.grpcStatus = grpcStatus;
    this.httpStatus = httpStatus;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The words of OpenSSL and Node; the gRPC status is the same as when nothing answers. */
const OF_CERTIFICATE =
  /certificate|altnames|CERT_|self.signed|UNABLE_TO_(VERIFY|GET)|Hostname\/IP does not match/i;

/** Whether the network reports that a certificate is not trusted. */
export const isOfCertificate = (text: string): boolean => OF_CERTIFICATE.test(text);

/**
 * The error of a REST call that got no answer. Its cause is what the network reported, with the code of Node.
 */
export function restCallError(error: unknown): ClusterCallError {
  if (error instanceof ClusterCallError) return error;
  const reported = error instanceof Error ? error.cause : undefined;
  // When all addresses of a name fail, their common error says nothing.
  const cause = reported instanceof Error && reported.message !== '' ? reported : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = toErrorMessage(cause);
  const isUntrusted = isOfCertificate(`${code} ${message}`);
  return new ClusterCallError(isUntrusted ? 'untrusted' : 'unreachable', message, {
    cause,
    grpcStatus: GrpcStatus.UNAVAILABLE,
  });
}

/** The error of a call that got no answer in time. */
export const timeoutError = (timeoutMs: number, cause?: unknown): ClusterCallError =>
  new ClusterCallError('timeout', `no answer within ${timeoutMs / 1000} s`, {
    cause,
    grpcStatus: GrpcStatus.DEADLINE_EXCEEDED,
  });

/** The error of a call for which no credentials could be obtained. */
export const credentialsError = (error: unknown): ClusterCallError =>
  error instanceof ClusterCallError
    ? error
    : new ClusterCallError('tokenEndpoint', toErrorMessage(error), { cause: error });

/** Whether there are no credentials for the call, so that nothing was sent to the cluster. */
export const hasNoCredentials = (error: unknown): boolean =>
  error instanceof ClusterCallError && (error.failure === 'token' || error.failure === 'tokenEndpoint');
