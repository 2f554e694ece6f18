import type { SecureContext } from 'node:tls';
import {
  noTrace,
  openNetwork,
  type OutboundNetwork,
  type TargetKind,
  type Trace,
} from '@jobwright/connector-sdk';
import type { HopResponse } from './dispatch-hop.ts';
import type { HttpRequest, HttpResponse, OpenHttpResponse } from './http-message.ts';
import { resolveName } from './names/shared-resolver.ts';
import { chooseEgress } from './network/choose-egress.ts';
import { openResponse } from './open-response.ts';
import type { ResolveName } from './route/resolve-name.ts';
import { createRoutes } from './route/routes.ts';

/** Limits, network and certificates of a client. */
export interface HttpClientOptions {
  /** Which machines may be reached, and how. Default: all, directly. */
  readonly network?: OutboundNetwork;
  /**
   * Where the URLs come from. Default `model`: all rules of the network apply. `operator`, for URLs from the
   * settings of the service: proxies and limits of the network apply, its egress rules do not, also not to
   * redirects.
   */
  readonly target?: TargetKind;
  /** Name resolution, TCP and TLS together, in milliseconds; 0 is no limit. Default 20,000. */
  readonly connectTimeoutMs?: number;
  /**
   * From the request's last byte to the response's headers, in milliseconds; 0 is no limit. Default 20,000.
   */
  readonly headersTimeoutMs?: number;
  /** Between two reads of the body, in milliseconds; 0 is no limit. Default 20,000. */
  readonly bodyTimeoutMs?: number;
  /** Of a body, as sent and decompressed. Default 10,000,000 for `send`, no limit for `open`. */
  readonly maxResponseBytes?: number;
  /** Further requests to the origin wait for a connection to become free. Default 256. */
  readonly maxConnectionsPerOrigin?: number;
  /**
   * How long an idle connection is kept, in milliseconds, whatever the server offers; not for HTTP/2.
   * Default: as long as the server offers, else 4,000.
   */
  readonly maxIdleMs?: number;
  /** Default: the authorities of the system, no client certificate. */
  readonly tls?: TlsContexts;
  /** Default: hosts file, search domains and DNS servers of the machine. */
  readonly resolveName?: ResolveName;
}

/** The TLS contexts of a client: one with its certificate, one for other origins. */
export interface TlsContexts {
  /** For the origin of the request: with the client certificate and the authorities to trust. */
  readonly own: SecureContext;
  /** For other origins that redirects lead to: the same without the client certificate. */
  readonly others: SecureContext;
}

/** The deadline of a request, and its trace. */
export interface SendOptions {
  /** The total deadline: covers waiting for a connection, connecting, redirects and the body. */
  readonly signal: AbortSignal;
  /** When `signal` aborts at the latest, by `performance.now()`. Default: not known. */
  readonly expiresAt?: number | undefined;
  /** Gets a span for each request on the wire. Default: no spans. */
  readonly trace?: Trace;
}

/** Sends requests over a pool of connections. Close it when it is no longer needed. */
export interface HttpClient {
  /**
   * Sends a request and reads the whole response, whatever its status.
   * @throws RetryableError `HTTP_CONNECT_TIMEOUT`, `HTTP_RESPONSE_TIMEOUT`, `HTTP_DNS_FAILED`,
   * `HTTP_CONNECTION_REFUSED`, `HTTP_CONNECTION_RESET`, `HTTP_CONNECTION_FAILED`, `HTTP_PROTOCOL_ERROR`,
   * `HTTP_PROXY_FAILED`, `HTTP_CANCELLED`
   * @throws ConnectorError `HTTP_BLOCKED`, `SSL_HANDSHAKE_FAILED`, `HTTP_RESPONSE_TOO_LARGE`,
   * `HTTP_RESPONSE_HEADERS_TOO_LARGE`, `HTTP_TOO_MANY_REDIRECTS`, `HTTP_PROXY_FAILED`, `HTTP_URL_INVALID`,
   * `HTTP_REQUEST_INVALID`
   */
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  /**
   * Sends a request and resolves to the response as soon as its headers have arrived.
   * @throws the same as `send`; reading the body throws the rest
   */
  open(request: HttpRequest, options: SendOptions): Promise<OpenHttpResponse>;
  /** Closes all connections at once; running requests fail with `HTTP_CANCELLED`. */
  close(): Promise<void>;
}

const MAX_SENT_BYTES = 10_000_000;

/**
 * Creates a client whose requests share one pool of keep-alive connections.
 * @example
 * const client = createHttpClient({ connectTimeoutMs: 5_000 });
 * const request = { method: 'GET', url: 'https://api.example.com/orders' } as const;
 * const { status, body } = await client.send(request, { signal: new AbortController().signal });
 * await client.close();
 */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const network = options.network ?? openNetwork;
  const routesOptions = {
    network,
    egress: chooseEgress(network, options.target),
    resolveName: options.resolveName ?? resolveName,
    connectTimeoutMs: options.connectTimeoutMs ?? 20_000,
    maxConnectionsPerOrigin: options.maxConnectionsPerOrigin ?? 256,
    maxIdleMs: options.maxIdleMs,
  };
  const routes = createRoutes({ ...routesOptions, secureContext: options.tls?.own });
  const foreignRoutes =
    options.tls === undefined
      ? routes
      : createRoutes({ ...routesOptions, secureContext: options.tls.others });

  const open = (
    request: HttpRequest,
    { signal, expiresAt, trace = noTrace }: SendOptions,
  ): Promise<HopResponse> =>
    openResponse(request, {
      network,
      routes,
      foreignRoutes,
      signal,
      expiresAt,
      trace,
      headersTimeoutMs: request.headersTimeoutMs ?? options.headersTimeoutMs ?? 20_000,
      bodyTimeoutMs: request.bodyTimeoutMs ?? options.bodyTimeoutMs ?? 20_000,
      maxResponseBytes: request.maxResponseBytes ?? options.maxResponseBytes ?? Number.POSITIVE_INFINITY,
    });

  return {
    open,
    async send(request, sendOptions) {
      const { status, reason, headers, body } = await open(request, sendOptions);
      const maxBytes = request.maxResponseBytes ?? options.maxResponseBytes ?? MAX_SENT_BYTES;
      try {
        const bytes = await body.readUpTo(maxBytes);
        if (bytes === undefined) throw body.tooLargeError(maxBytes);
        return { status, reason, headers, body: bytes };
      } catch (error) {
        body.cancel();
        throw error;
      }
    },
    async close() {
      await Promise.all([routes.close(), foreignRoutes.close()]);
    },
  };
}
