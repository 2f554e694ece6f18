import { isConnectorFailure } from '@jobwright/connector-sdk';
import type { BodySource, HeaderLine, HttpMethod, OpenHttpResponse } from '@jobwright/http-client';
import type { ClusterCredentials, Headers } from './call-credentials.ts';
import { ClusterCallError, restCallError, timeoutError } from './cluster-call-error.ts';
import { waitForCredentials } from './cluster-credentials.ts';
import type { ClusterHttp } from './cluster-http.ts';

/** Where the REST API is and what authenticates its calls. */
export interface RestOptions {
  /** Paths are put after it. */
  readonly address: string;
  readonly http: Pick<ClusterHttp, 'client'>;
  readonly credentials: ClusterCredentials;
  /** Sent in the user agent, after our own name. */
  readonly userAgent?: string | undefined;
}

/** One request of the REST API. */
export interface RestRequest {
  readonly method: HttpMethod;
  readonly path: string;
  /** Sent in addition to those that authenticate the request. */
  readonly headers?: readonly HeaderLine[];
  readonly body?: string | Uint8Array | BodySource;
}

/** How long a request may take, body included. */
export interface RestBounds {
  readonly timeoutMs: number;
  /** Aborts after `timeoutMs` at the latest. */
  readonly signal: AbortSignal;
}

/**
 * Opens the response to a request, whatever its status. Credentials that the cluster refuses are replaced,
 * and the request is sent once more. So is one of an idempotent method whose connection was lost before the
 * response: a server closes kept connections when it likes. What a POST may do twice, its caller knows.
 * @throws ClusterCallError when there are no credentials, no answer came in time, or the request could not be
 * sent
 */
export type OpenRest = (request: RestRequest, bounds: RestBounds) => Promise<OpenHttpResponse>;

const UNAUTHORIZED = 401;
/** Idempotent methods (RFC 9110, 9.2.2). */
const IDEMPOTENT: readonly HttpMethod[] = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

export function createRestRequests(options: RestOptions): OpenRest {
  const { address, http, credentials, userAgent } = options;
  const common: readonly HeaderLine[] =
    userAgent === undefined ? [] : [['User-Agent', `jobwright ${userAgent}`]];
  const getHeaders = (bounds: RestBounds): Headers | Promise<Headers> =>
    waitForCredentials(bounds, () => credentials.getHeaders());

  return async ({ method, path, headers = [], body }, bounds) => {
    const send = async (authentication: Headers): Promise<OpenHttpResponse> => {
      const lines = [...headers, ...common, ...Object.entries(authentication)];
      const request = {
        method,
        url: `${address}${path}`,
        headers: lines,
        ...(body !== undefined && { body }),
      };
      const client = await http.client();
      const openOnce = (): Promise<OpenHttpResponse> =>
        client.open(request, { signal: bounds.signal }).catch((error: unknown) => {
          throw requestError(error, bounds);
        });
      if (!IDEMPOTENT.includes(method)) return openOnce();
      return openOnce().catch((error: unknown) => {
        if (!isConnectionLost(error) || bounds.signal.aborted) throw error;
        return openOnce();
      });
    };
    const first = await getHeaders(bounds);
    const response = await send(first);
    if (response.status !== UNAUTHORIZED) return response;
    credentials.refuse(first);
    const second = await getHeaders(bounds);
    if (second['authorization'] === first['authorization']) return response;
    response.body.cancel();
    return send(second);
  };
}

/** The error of a request without an answer, or of an answer that was cut off. */
export function requestError(error: unknown, { timeoutMs, signal }: RestBounds): ClusterCallError {
  return isTimeout(signal) ? timeoutError(timeoutMs, error) : restCallError(error);
}

const isTimeout = ({ reason }: AbortSignal): boolean =>
  (reason instanceof ClusterCallError && reason.failure === 'timeout') ||
  (reason instanceof DOMException && reason.name === 'TimeoutError');

/**
 * Whether the connection was lost before the answer came, as a kept connection is that the other side has
 * just closed.
 */
export const isConnectionLost = (error: unknown): boolean => {
  const cause = error instanceof ClusterCallError ? error.cause : undefined;
  if (isConnectorFailure(cause)) return cause.code === 'HTTP_CONNECTION_RESET';
  return cause instanceof Error && 'code' in cause && LOST.has(String(cause.code));
};

const LOST: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);
