import { type ConnectorFailure, isConnectorFailure } from '@jobwright/connector-sdk';
import { type HttpErrorCode, httpErrors } from './http-errors.ts';
import type { HttpHop } from './http-hop.ts';
import { LimitError } from './limits/origin-guard.ts';
import { BlockedError } from './route/guarded-lookup.ts';
import { ProxyError } from './route/open-tunnel.ts';
import { MAX_HEADER_BYTES } from './route/origin-pool.ts';

interface FailureRule {
  readonly matches: RegExp;
  readonly code: Exclude<HttpErrorCode, 'HTTP_PROXY_FAILED'>;
  readonly text: string;
}

/** Error codes of undici, Node's sockets, TLS and the HTTP parser; the first rule that matches counts. */
const RULES: readonly FailureRule[] = [
  {
    matches: /^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/,
    code: 'HTTP_CONNECT_TIMEOUT',
    text: 'no connection in time; check host and port, or raise the connection timeout',
  },
  {
    matches: /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/,
    code: 'HTTP_RESPONSE_TIMEOUT',
    text: 'no response in time; raise the read timeout if the server needs longer',
  },
  {
    matches: /^(ENOTFOUND|ENODATA|EAI_\w+)$/,
    code: 'HTTP_DNS_FAILED',
    text: 'the host name cannot be resolved',
  },
  {
    matches: /^ECONNREFUSED$/,
    code: 'HTTP_CONNECTION_REFUSED',
    text: 'the connection was refused; is the server up, and the port right?',
  },
  {
    matches: /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/,
    code: 'HTTP_CONNECTION_RESET',
    text: 'the connection was closed before the response was complete',
  },
  {
    matches:
      /^(EPROTO|ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|CRL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/,
    code: 'SSL_HANDSHAKE_FAILED',
    text: 'the TLS handshake failed',
  },
  {
    matches: /^ERR_ZLIB_TOO_MANY_ENCODINGS$/,
    code: 'HTTP_PROTOCOL_ERROR',
    text: 'the response is compressed more often than it is decompressed here',
  },
  {
    matches: /^UND_ERR_HEADERS_OVERFLOW$/,
    code: 'HTTP_RESPONSE_HEADERS_TOO_LARGE',
    text: `the headers of the response are larger than ${MAX_HEADER_BYTES} bytes`,
  },
  {
    matches: /^(HTTPParserError|HPE_|UND_ERR_RES_|Z_|ERR_Z)/,
    code: 'HTTP_PROTOCOL_ERROR',
    text: 'the response is not valid HTTP',
  },
  {
    matches: /^UND_ERR_(INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$/,
    code: 'HTTP_REQUEST_INVALID',
    text: 'the request cannot be sent',
  },
  {
    matches: /^UND_ERR_(DESTROYED|CLOSED|ABORTED)$/,
    code: 'HTTP_CANCELLED',
    text: 'the client was closed',
  },
];
const ANY_OTHER = { code: 'HTTP_CONNECTION_FAILED', text: 'the connection failed' } as const;

/** The failure that a connector throws for an error of a socket or parser. */
export function toFailure(hop: HttpHop, error: Error): ConnectorFailure {
  // Thrown while the request body was read, e.g. because a document is missing.
  if (isConnectorFailure(error)) return error;
  if (error instanceof BlockedError) return blockedError(hop, error);
  if (error instanceof ProxyError) return proxyFailedError(hop, error);
  if (error instanceof LimitError) return limitedError(hop, error);
  const reported = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const { code, text } = RULES.find(({ matches }) => matches.test(reported)) ?? ANY_OTHER;
  const message = buildMessage(hop, `${text} (${reported})`);
  // A parser error carries raw bytes of the response, which do not belong in a log.
  const cause = 'data' in error ? new Error(error.message) : error;
  return httpErrors[code]({ message, cause });
}

const blockedError = (hop: HttpHop, { message }: BlockedError): ConnectorFailure =>
  httpErrors.HTTP_BLOCKED({ message: buildMessage(hop, `not allowed from here: ${message}`) });

const limitedError = (hop: HttpHop, { code, message, retryAfterMs }: LimitError): ConnectorFailure =>
  httpErrors[code === 'CIRCUIT_OPEN' ? 'HTTP_CIRCUIT_OPEN' : 'HTTP_RATE_LIMITED']({
    message: buildMessage(hop, `not sent: ${message}`),
    retryAfterMs,
  });

export function proxyFailedError(hop: HttpHop, error: ProxyError): ConnectorFailure {
  return httpErrors.HTTP_PROXY_FAILED({
    message: buildMessage(hop, `the proxy failed: ${error.message}`),
    retry: error.isTransient,
    cause: error,
  });
}

const UNHEALTHY: ReadonlySet<string> = new Set<HttpErrorCode>([
  'HTTP_CONNECT_TIMEOUT',
  'HTTP_RESPONSE_TIMEOUT',
  'HTTP_DNS_FAILED',
  'HTTP_CONNECTION_REFUSED',
  'HTTP_CONNECTION_RESET',
  'HTTP_CONNECTION_FAILED',
  'HTTP_PROTOCOL_ERROR',
  'SSL_HANDSHAKE_FAILED',
]);

/** Whether a failure counts against the health of the server. */
export const isUnhealthy = (error: unknown): boolean =>
  isConnectorFailure(error) && UNHEALTHY.has(error.code);

/** The failure of a request whose signal has aborted. */
export const cancelledError = (hop: HttpHop, reason: unknown): ConnectorFailure =>
  httpErrors.HTTP_CANCELLED({
    message: buildMessage(hop, 'cancelled before the response was complete'),
    cause: reason,
  });

export const tooLargeError = (hop: HttpHop, maxBytes: number): ConnectorFailure =>
  httpErrors.HTTP_RESPONSE_TOO_LARGE({
    message: buildMessage(hop, `the response body is larger than ${maxBytes} bytes; ask the server for less`),
  });

export const tooManyRedirectsError = (hop: HttpHop, maxRedirects: number): ConnectorFailure =>
  httpErrors.HTTP_TOO_MANY_REDIRECTS({
    message: buildMessage(hop, `redirected more than ${maxRedirects} times`),
  });

const buildMessage = (hop: HttpHop, text: string): string => `${hop.method} ${hop.target.label}: ${text}`;
