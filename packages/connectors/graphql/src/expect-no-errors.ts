import { isJsonObject, type JsonValue } from '@jobwright/connector-sdk';
import type { HttpHeaders } from '@jobwright/http-client';
import { graphqlErrors } from './errors.ts';

const MAX_MESSAGE_LENGTH = 1_000;

/**
 * A response with `errors` is a failure although its status means success. It is not retried: the server did respond.
 * @throws ConnectorError `GRAPHQL_ERROR`
 */
export function expectNoErrors(body: JsonValue, headers: HttpHeaders): void {
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
