import { defineErrors, type ErrorCodeOf, isJsonObject, type JsonValue } from '@jobwright/connector-sdk';
import type { HttpHeaders } from '@jobwright/http-client';
import { exchangeErrors } from '@jobwright/http-exchange';

/** All error codes of this connector: those of queries, and those of every HTTP exchange. */
export const graphqlErrors = defineErrors({
  GRAPHQL_ERROR: {
    retry: false,
    when: 'the status means success, but the response has `errors`; the message is that of the first',
    advice: 'See all errors in `error.variables.response.body`.',
  },
  ...exchangeErrors.table,
});

/** An error code of this connector; `4xx` and `5xx` stand for other statuses. */
export type GraphqlErrorCode = ErrorCodeOf<typeof graphqlErrors>;

const MAX_MESSAGE_LENGTH = 1_000;

/**
 * A response with `errors` is a failure although its status means success. It is not retried: the server did respond.
 * @throws ConnectorError `GRAPHQL_ERROR`
 */
export function throwGraphqlError(body: JsonValue, headers: HttpHeaders): void {
  const errors = isJsonObject(body) ? body['errors'] : undefined;
  if (!isList(errors) || errors.length === 0) return;
  throw graphqlErrors.GRAPHQL_ERROR({
    message: readMessage(errors[0]),
    variables: { response: { body, headers } },
  });
}

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

function readMessage(error: JsonValue | undefined): string {
  const message = isJsonObject(error) ? error['message'] : error;
  return typeof message === 'string' && message !== ''
    ? message.slice(0, MAX_MESSAGE_LENGTH)
    : 'The server reports an error without a message';
}
