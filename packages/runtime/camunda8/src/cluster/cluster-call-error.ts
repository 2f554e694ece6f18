import { GrpcStatus, toGrpcStatus } from '../gateway/grpc-status.ts';
import { TokenError } from './oidc-tokens.ts';

/** Why a call to the cluster did not succeed, by what has to be mended. */
export type ClusterCallFailure =
  /** Nobody answers there. */
  | 'unreachable'
  /** Somebody answers, with a certificate that is not trusted. */
  | 'untrusted'
  /** Something answers, but no answer came in time. */
  | 'timeout'
  /** The token endpoint gives none for the credentials. */
  | 'token'
  /** The token endpoint does not answer as one. */
  | 'tokenEndpoint'
  /** The cluster does not know the credentials. */
  | 'unauthenticated'
  /** The credentials may not do this. */
  | 'denied'
  /** The cluster has no use for what was sent. */
  | 'refused'
  | 'unexpected';

export class ClusterCallError extends Error {
  override readonly name = 'ClusterCallError';
  readonly failure: ClusterCallFailure;

  constructor(failure: ClusterCallFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** The call took longer than it may. */
export class CallTimeoutError extends Error {
  override readonly name = 'CallTimeoutError';
}

const BY_STATUS: ReadonlyMap<number, ClusterCallFailure> = new Map([
  [GrpcStatus.UNAVAILABLE, 'unreachable'],
  [GrpcStatus.DEADLINE_EXCEEDED, 'timeout'],
  [GrpcStatus.UNAUTHENTICATED, 'unauthenticated'],
  [GrpcStatus.PERMISSION_DENIED, 'denied'],
  [GrpcStatus.INVALID_ARGUMENT, 'refused'],
  [GrpcStatus.NOT_FOUND, 'refused'],
  [GrpcStatus.FAILED_PRECONDITION, 'refused'],
  [GrpcStatus.RESOURCE_EXHAUSTED, 'refused'],
]);

/** How OpenSSL and Node word it; the gRPC status is that of a server that is not there. */
const OF_CERTIFICATE =
  /certificate|altnames|CERT_|self.signed|UNABLE_TO_(VERIFY|GET)|Hostname\/IP does not match/i;

/** The failure of a gRPC call. */
export function toCallError(error: unknown): ClusterCallError {
  if (error instanceof CallTimeoutError) return wrap('timeout', error.message, error);
  const status = toGrpcStatus(error);
  const text = toText(error);
  const failure = (status === undefined ? undefined : BY_STATUS.get(status)) ?? 'unexpected';
  return wrap(failure === 'unreachable' && OF_CERTIFICATE.test(text) ? 'untrusted' : failure, text, error);
}

/** The failure of fetching a token. */
export function toTokenError(error: unknown): ClusterCallError {
  const status = error instanceof TokenError ? error.status : undefined;
  const isRefused = status !== undefined && status >= 400 && status < 500 && status !== 404;
  return wrap(isRefused ? 'token' : 'tokenEndpoint', toText(error), error);
}

const wrap = (failure: ClusterCallFailure, message: string, cause: unknown): ClusterCallError =>
  new ClusterCallError(failure, message, { cause });

function toText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text =
    'details' in error && typeof error.details === 'string' && error.details !== ''
      ? error.details
      : error.message;
  return text
    .replace(/^No connection established\. Last error: (Error: )?/, '')
    .replace(/\. Resolution note:\s*$/, '');
}
