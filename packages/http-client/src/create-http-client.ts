import { Agent } from 'undici';
import { decompressResponse } from './decompress-response.ts';
import { dispatchHop } from './dispatch-hop.ts';
import { toTooManyRedirects } from './http-failure.ts';
import { toFirstHop, toRedirectHop } from './http-hop.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';

export interface HttpClientOptions {
  /** Name resolution, TCP and TLS together, in milliseconds; 0 is no limit. Default 20,000. */
  readonly connectTimeoutMs?: number;
  /** From the request's last byte to the response's headers, in milliseconds; 0 is no limit. Default 20,000. */
  readonly headersTimeoutMs?: number;
  /** Between two reads of the body, in milliseconds; 0 is no limit. Default 20,000. */
  readonly bodyTimeoutMs?: number;
  /** Of a body, as sent and decompressed. Default 10,000,000. */
  readonly maxResponseBytes?: number;
  /** Further requests to the origin wait for a connection to become free. Default 256. */
  readonly maxConnectionsPerOrigin?: number;
}

export interface SendOptions {
  /** The total deadline: covers waiting for a connection, connecting, redirects and the body. */
  readonly signal: AbortSignal;
}

export interface HttpClient {
  /**
   * Sends a request and reads the whole response, whatever its status.
   * @throws RetryableError `HTTP_CONNECT_TIMEOUT`, `HTTP_RESPONSE_TIMEOUT`, `HTTP_DNS_FAILED`, `HTTP_CONNECTION_REFUSED`,
   * `HTTP_CONNECTION_RESET`, `HTTP_CONNECTION_FAILED`, `HTTP_PROTOCOL_ERROR`, `HTTP_CANCELLED`
   * @throws ConnectorError `SSL_HANDSHAKE_FAILED`, `HTTP_RESPONSE_TOO_LARGE`, `HTTP_TOO_MANY_REDIRECTS`,
   * `HTTP_URL_INVALID`, `HTTP_REQUEST_INVALID`
   */
  send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
  /** Closes all connections at once; requests under way fail with `HTTP_CANCELLED`. */
  close(): Promise<void>;
}

const MAX_REDIRECTS = 20;

/** Makes a client whose requests share one pool of keep-alive connections. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const maxResponseBytes = options.maxResponseBytes ?? 10_000_000;
  const agent = new Agent({
    connections: options.maxConnectionsPerOrigin ?? 256,
    connect: { timeout: options.connectTimeoutMs ?? 20_000 },
  });
  return {
    async send(request, { signal }) {
      const dispatchOptions = {
        signal,
        headersTimeoutMs: request.headersTimeoutMs ?? options.headersTimeoutMs ?? 20_000,
        bodyTimeoutMs: request.bodyTimeoutMs ?? options.bodyTimeoutMs ?? 20_000,
        maxResponseBytes,
      };
      let hop = toFirstHop(request);
      for (let redirects = 0; ; redirects += 1) {
        const response = await dispatchHop(agent, hop, dispatchOptions);
        const next = request.followRedirects === true ? toRedirectHop(hop, response) : undefined;
        if (next === undefined) return decompressResponse(hop, response, maxResponseBytes);
        if (redirects === MAX_REDIRECTS) throw toTooManyRedirects(hop, MAX_REDIRECTS);
        hop = next;
      }
    },
    close: () => agent.destroy(),
  };
}
