import { type ExactJson, type JsonValue, parseExactJson, stringifyExactJson } from '@jobwright/json';
import {
  type Authentication,
  callHttp,
  decodeText,
  type HeaderLine,
  type HttpHeaders,
  type HttpMethod,
} from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';
import type { RecordContext } from '../record-context.ts';

const MAX_BYTES = 5_000_000;

export interface JsonRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers?: readonly HeaderLine[];
  readonly body?: JsonValue | undefined;
  /** What the service holds: numbers are written as it has them, with all their digits. */
  readonly stored?: ExactJson | undefined;
  /** Default: `application/json`. */
  readonly contentType?: string;
  readonly authentication?: Authentication;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Null where there is none, or none that is JSON. */
  readonly body: JsonValue;
  /** The same with all digits of its numbers. */
  readonly exact?: ExactJson | undefined;
}

/**
 * Sends JSON and reads JSON, whatever the status.
 * @throws ConnectorError, RetryableError of `@jobwright/http-client`; RecordError `answerInvalid` when a good
 * answer is not JSON or too large
 */
export function sendJson(request: JsonRequest, context: RecordContext): Promise<JsonAnswer> {
  const {
    method,
    url,
    headers = [],
    body,
    stored,
    contentType = 'application/json',
    authentication,
  } = request;
  const content: readonly HeaderLine[] = body === undefined ? [] : [['Content-Type', contentType]];
  return callHttp(
    {
      request: {
        method,
        url,
        headers: [['Accept', 'application/json'], ...content, ...headers],
        ...(body === undefined ? {} : { body: stringifyExactJson(body, stored) }),
        maxResponseBytes: MAX_BYTES,
      },
      authentication,
    },
    context,
    async (response) => {
      const bytes = await response.body.readUpTo(MAX_BYTES);
      return { status: response.status, headers: response.headers, ...parseAnswer(bytes, response.status) };
    },
  );
}

function parseAnswer(bytes: Uint8Array | undefined, status: number): Pick<JsonAnswer, 'body' | 'exact'> {
  const text = bytes === undefined ? '' : decodeText(bytes, undefined);
  if (text.trim() === '') return { body: null };
  try {
    const { value, exact } = parseExactJson(text);
    return { body: value, exact };
  } catch (cause) {
    if (status >= 400) return { body: null };
    throw new RecordError({
      failure: { kind: 'answerInvalid' },
      message: `The answer (status ${status}) is not JSON; check the URLs`,
      cause,
    });
  }
}
