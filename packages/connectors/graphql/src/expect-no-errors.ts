import { isJsonList, isJsonObject, type JsonValue } from '@jobwright/connector-sdk';
import type { HttpHeaders } from '@jobwright/http-client';
import { graphqlErrors } from './errors.ts';

const MAX_MESSAGE_LENGTH = 1_000;

/**
 * A response with `errors` is a failure although its status means success. It is not retried: the server did
 * respond.
 * @throws ConnectorError `GRAPHQL_ERROR`
 */
export function expectNoErrors(body: JsonValue, headers: HttpHeaders): void {
  const [first] = isJsonObject(body) ? listErrors(body['errors']) : [];
  if (first === undefined) return;
  throw graphqlErrors.GRAPHQL_ERROR({
    message: readMessage(first),
    variables: { response: { body, headers } },
  });
}

/** The specification asks for a list; some servers and gateways write a single map or text. */
function listErrors(errors: JsonValue | undefined): readonly JsonValue[] {
  if (isJsonList(errors)) return errors;
  if (isJsonObject(errors)) return Object.keys(errors).length === 0 ? [] : [errors];
  return typeof errors === 'string' && errors !== '' ? [errors] : [];
}

function readMessage(error: JsonValue): string {
  const message = isJsonObject(error) ? error['message'] : error;
  return typeof message === 'string' && message !== ''
    ? message.slice(0, MAX_MESSAGE_LENGTH)
    : 'The server reports an error without a message';
}
