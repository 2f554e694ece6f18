import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';

/**
 * All error codes of the client. A response of 400 or above has its status as code instead, see
 * `statusFailure`.
 */
export const httpErrors = defineErrors({
  HTTP_CONNECT_TIMEOUT: {
    retry: true,
    when: 'no connection in time',
    advice: 'Check host and port, or raise the connection timeout.',
  },
  HTTP_RESPONSE_TIMEOUT: {
    retry: true,
    when: 'no headers, or no further part of the body, in time',
    advice: 'Raise the read timeout if the server needs longer.',
  },
  HTTP_DNS_FAILED: {
    retry: true,
    when: 'the host name cannot be resolved',
    advice: 'Check the host in the URL.',
  },
  HTTP_CONNECTION_REFUSED: {
    retry: true,
    when: 'nothing listens at the port',
    advice: 'Check that the server is up, and the port.',
  },
  HTTP_CONNECTION_RESET: {
    retry: true,
    when: 'the connection was closed before the response was complete',
    advice: 'If it happens again, check the log of the server or of the proxy in front of it.',
  },
  HTTP_CONNECTION_FAILED: {
    retry: true,
    when: 'any other network failure, e.g. unreachable',
    advice: 'Check the route to the host.',
  },
  HTTP_PROTOCOL_ERROR: {
    retry: true,
    when: 'the response is not valid HTTP, cannot be decompressed, or is compressed more than 3 times',
    advice: 'Check that the URL points to an HTTP server.',
  },
  HTTP_PROXY_FAILED: {
    retry: 'unless the proxy refuses',
    when: 'the proxy cannot be reached, or refuses',
    advice: 'Check the proxy settings of the network.',
  },
  HTTP_RATE_LIMITED: {
    retry: true,
    when: 'more requests are queued than the network limits allow; back-off 1 s',
    advice: 'Raise `maxQueued`, or start fewer jobs at a time.',
  },
  HTTP_CIRCUIT_OPEN: {
    retry: true,
    when: 'the server kept failing, and the circuit breaker is open; back-off until it tries again',
    advice: 'Check the health of the server.',
  },
  HTTP_CANCELLED: {
    retry: true,
    when: 'work on the job had to stop, or the client was closed',
    advice: 'Raise the timeout of the job if it needs longer.',
  },
  HTTP_BLOCKED: {
    retry: false,
    when: 'the network rules block the address',
    advice: 'Correct the URL, or ask the operator of the connectors to allow it.',
  },
  SSL_HANDSHAKE_FAILED: {
    retry: false,
    when: 'TLS failed: the certificate is not trusted, expired or for another host, or the server does not support TLS',
    advice: 'Check the certificates; for a private authority, set a trusted certificate.',
  },
  HTTP_RESPONSE_TOO_LARGE: {
    retry: false,
    when: 'the body is larger than the limit',
    advice: 'Request less data, or return the body as a document.',
  },
  HTTP_RESPONSE_HEADERS_TOO_LARGE: {
    retry: false,
    when: 'the response headers have more than 256 kB',
    advice: 'Ask the operator of the server for smaller headers.',
  },
  HTTP_TOO_MANY_REDIRECTS: {
    retry: false,
    when: 'the request was redirected more than 20 times',
    advice: 'Use the URL at the end of the redirects.',
  },
  HTTP_URL_INVALID: {
    retry: false,
    when: 'not an absolute http or https URL, or one with `.` or `..` as a segment; also for redirects',
    advice: 'Correct the URL.',
  },
  HTTP_REQUEST_INVALID: {
    retry: false,
    when: 'a header cannot be sent',
    advice: 'Correct the header that the message names.',
  },
  OAUTH_TOKEN_ERROR: {
    retry: false,
    when: 'the token endpoint returned no token',
    advice: 'Check the URL of the token endpoint, the client and its secret.',
  },
  OAUTH_REFRESH_TOKEN_EXPIRED: {
    retry: false,
    when: 'the token endpoint no longer accepts the refresh token',
    advice: 'Store a new refresh token in the secret.',
  },
  OAUTH_INTERACTION_REQUIRED: {
    retry: false,
    when: 'the token endpoint requires an interactive login',
    advice: 'Log in once with this account, or use client credentials.',
  },
});

/** An error code of the client; statuses are not among them. */
export type HttpErrorCode = ErrorCodeOf<typeof httpErrors>;
