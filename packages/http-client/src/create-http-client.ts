import type { SecureContext } from 'node:tls';
import { openNetwork, type OutboundNetwork } from '@jobwright/connector-sdk';
import { dispatchHop } from './dispatch-hop.ts';
import { toFailure, toTooLarge, toTooManyRedirects } from './http-failure.ts';
import { type HttpHop, toFirstHop, toRedirectHop } from './http-hop.ts';
import type { HttpRequest, HttpResponse, OpenHttpResponse } from './http-message.ts';
import { resolveBySystem, type ResolveName } from './route/guarded-lookup.ts';
import { createRoutes, type Route } from './route/routes.ts';

export interface HttpClientOptions {
  /** Which machines may be reached, and how. Default: all, directly. */
  readonly network?: OutboundNetwork;
  /** Name resolution, TCP and TLS together, in milliseconds; 0 is no limit. Default 20,000. */
  readonly connectTimeoutMs?: number;
  /** From the request's last byte to the response's headers, in milliseconds; 0 is no limit. Default 20,000. */
  readonly headersTimeoutMs?: number;
  /** Between two reads of the body, in milliseconds; 0 is no limit. Default 20,000. */
  readonly bodyTimeoutMs?: number;
  /** Of a body, as sent and decompressed. Default 10,000,000 for `send`, no limit for `open`. */
  readonly maxResponseBytes?: number;
  /** Further requests to the origin wait for a connection to become free. Default 256. */
  readonly maxConnectionsPerOrigin?: number;
  /** Default: the authorities of the system, no certificate of our own. */
  readonly tls?: TlsContexts;
  /** Default: as the operating system does. */
  readonly resolveName?: ResolveName;
}

export interface TlsContexts {
  /** For the origin called: with a certificate of our own, and whom to trust. */
  readonly own: SecureContext;
  /** For other origins that redirects lead to: the same without our certificate. */
  readonly others: SecureContext;
}

export interface SendOptions {
  /** The total deadline: covers waiting for a connection, connecting, redirects and the body. */
  readonly signal: AbortSignal;
}

export interface HttpClient {
  /**
   * Sends a request and reads the whole response, whatever its status.
   * @throws RetryableError `HTTP_CONNECT_TIMEOUT`, `HTTP_RESPONSE_TIMEOUT`, `HTTP_DNS_FAILED`, `HTTP_CONNECTION_REFUSED`,
   * `HTTP_CONNECTION_RESET`, `HTTP_CONNECTION_FAILED`, `HTTP_PROTOCOL_ERROR`, `HTTP_PROXY_FAILED`, `HTTP_CANCELLED`
   * @throws ConnectorError `HTTP_BLOCKED`, `SSL_HANDSHAKE_FAILED`, `HTTP_RESPONSE_TOO_LARGE`, `HTTP_TOO_MANY_REDIRECTS`,
   * `HTTP_PROXY_FAILED`, `HTTP_URL_INVALID`, `HTTP_REQUEST_INVALID`
   */
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  /**
   * Sends a request and gives the response as soon as its headers are there; reading the body throws the rest of the
   * failures of `send`.
   */
  open(request: HttpRequest, options: SendOptions): Promise<OpenHttpResponse>;
  /** Closes all connections at once; requests under way fail with `HTTP_CANCELLED`. */
  close(): Promise<void>;
}

const MAX_REDIRECTS = 20;
const MAX_SENT_BYTES = 10_000_000;

/** Makes a client whose requests share one pool of keep-alive connections. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const routesOptions = {
    network: options.network ?? openNetwork,
    resolveName: options.resolveName ?? resolveBySystem,
    connectTimeoutMs: options.connectTimeoutMs ?? 20_000,
    maxConnectionsPerOrigin: options.maxConnectionsPerOrigin ?? 256,
  };
  const routes = createRoutes({ ...routesOptions, secureContext: options.tls?.own });
  const foreignRoutes =
    options.tls === undefined
      ? routes
      : createRoutes({ ...routesOptions, secureContext: options.tls.others });

  const dispatch = async (
    hop: HttpHop,
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<OpenHttpResponse> => {
    let route: Route;
    try {
      route = await (hop.hasLeftOrigin ? foreignRoutes : routes).find(hop.target);
    } catch (error) {
      throw error instanceof Error ? toFailure(hop, error) : error;
    }
    return dispatchHop(hop, route, {
      signal,
      headersTimeoutMs: request.headersTimeoutMs ?? options.headersTimeoutMs ?? 20_000,
      bodyTimeoutMs: request.bodyTimeoutMs ?? options.bodyTimeoutMs ?? 20_000,
      maxResponseBytes: request.maxResponseBytes ?? options.maxResponseBytes ?? Number.POSITIVE_INFINITY,
    });
  };

  const openHop = async (request: HttpRequest, signal: AbortSignal) => {
    let hop = toFirstHop(request);
    for (let redirects = 0; ; redirects += 1) {
      const response = await dispatch(hop, request, signal);
      try {
        const next = request.followRedirects === true ? toRedirectHop(hop, response) : undefined;
        if (next === undefined) return { hop, response };
        if (redirects === MAX_REDIRECTS) throw toTooManyRedirects(hop, MAX_REDIRECTS);
        await skipBody(response);
        hop = next;
      } catch (error) {
        response.body.cancel();
        throw error;
      }
    }
  };

  return {
    async send(request, { signal }) {
      const { hop, response } = await openHop(request, signal);
      const { status, reason, headers, body } = response;
      const maxBytes = request.maxResponseBytes ?? options.maxResponseBytes ?? MAX_SENT_BYTES;
      const bytes = await body.readUpTo(maxBytes);
      if (bytes !== undefined) return { status, reason, headers, body: bytes };
      body.cancel();
      throw toTooLarge(hop, maxBytes);
    },
    open: async (request, { signal }) => (await openHop(request, signal)).response,
    async close() {
      await Promise.all([routes.close(), foreignRoutes.close()]);
    },
  };
}

/** A short body is read so that its connection can be used again; a long one is not worth the wait. */
async function skipBody({ body }: OpenHttpResponse): Promise<void> {
  if ((await body.readUpTo(64 * 1024)) === undefined) body.cancel();
}
