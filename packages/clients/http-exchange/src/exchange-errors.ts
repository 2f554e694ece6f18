import { defineErrors, type ErrorCodeOf } from '@jobwright/connector-sdk';
import { httpErrors } from '@jobwright/http-client';

const {
  HTTP_BLOCKED,
  HTTP_CANCELLED,
  HTTP_CIRCUIT_OPEN,
  HTTP_RATE_LIMITED,
  HTTP_RESPONSE_HEADERS_TOO_LARGE,
  HTTP_URL_INVALID,
  OAUTH_INTERACTION_REQUIRED,
  OAUTH_REFRESH_TOKEN_EXPIRED,
  OAUTH_TOKEN_ERROR,
  SSL_HANDSHAKE_FAILED,
} = httpErrors.table;

/** All error codes of an exchange, with the codes of the official connectors if they have one. */
export const exchangeErrors = defineErrors({
  408: {
    retry: 'unless a proxy refused',
    when: 'the server answered with 408, or the network failed: then `error.variables.failure` names the failure, e.g. `HTTP_DNS_FAILED`',
    advice: 'Check host and port, or raise the timeouts.',
  },
  500: {
    retry: 'unless it was redirected too often or a header cannot be sent',
    when: 'the server answered with 500, or its response is not HTTP: then `error.variables.failure` names the failure',
    advice: 'Check the response in `error.variables.response`, or the log of the server.',
  },
  '4xx': {
    retry: 'only 425 and 429',
    when: 'the server answered with this status, e.g. `404`',
    advice: 'Check the response in `error.variables.response`.',
  },
  '5xx': {
    retry: true,
    when: 'the server answered with this status, e.g. `503`',
    advice: 'Check the response in `error.variables.response`, or the log of the server.',
  },
  HTTP_RESPONSE_TOO_LARGE: {
    retry: false,
    when: 'the body, or the list of all items, is larger than `maxBytes`',
    advice: 'Raise `maxBytes`, return the body as a document, or request less data.',
  },
  HTTP_RESPONSE_NOT_KEPT: {
    retry: 'but not after POST and PATCH, nor if the store refused for good',
    when: 'there was a response, but the document store did not accept its body',
    advice: 'Check the document store; the server has done its work.',
  },
  HTTP_PAGES_INVALID: {
    retry: false,
    when: 'there is no list of items, the next page is not a URL of the same origin, or an expression cannot be evaluated',
    advice: 'Correct `pagination.items` or `pagination.next`.',
  },
  HTTP_PAGES_LOOP: {
    retry: false,
    when: 'the next page was read before',
    advice: 'Correct `pagination.next`.',
  },
  HTTP_URL_INVALID,
  HTTP_BLOCKED,
  SSL_HANDSHAKE_FAILED,
  HTTP_RESPONSE_HEADERS_TOO_LARGE,
  HTTP_RATE_LIMITED,
  HTTP_CIRCUIT_OPEN,
  HTTP_CANCELLED,
  OAUTH_TOKEN_ERROR,
  OAUTH_REFRESH_TOKEN_EXPIRED,
  OAUTH_INTERACTION_REQUIRED,
});

/** An error code of an exchange; `4xx` and `5xx` stand for the other statuses. */
export type ExchangeErrorCode = ErrorCodeOf<typeof exchangeErrors>;
