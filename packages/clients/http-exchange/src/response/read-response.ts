import { type ConnectorError, isConnectorFailure } from '@jobwright/connector-sdk';
import { yieldToEventLoop } from '@jobwright/concurrency';
import type { DocumentReference } from '@jobwright/connector-sdk';
import type { JsonValue } from '@jobwright/json';
import {
  decodeText,
  type HttpHeaders,
  type HttpMethod,
  type OpenHttpResponse,
  parseContentType,
  readContentType,
  statusFailure,
} from '@jobwright/http-client';
import { chooseDocumentName } from './document-name.ts';
import { type DocumentContext, keepDocument } from './keep-document.ts';
import { decodeResponseBody } from './response-body.ts';
import type { ResponseFormat } from './response-format.schema.ts';
import { exchangeErrors } from '../exchange-errors.ts';

/** What a process gets of a response. */
export interface HttpResult {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Null if there is none, or if it became a document. */
  readonly body: JsonValue;
  readonly reason: string;
  readonly document: DocumentReference | null;
}

export interface ReadOptions {
  readonly format: ResponseFormat;
  readonly method: HttpMethod;
  /** Of the request; the name of a document if the server gives none. */
  readonly url: string;
  /** Checks a body that fits into a variable, before it is stored; what it throws is the failure. */
  readonly inspect?: ((body: JsonValue, headers: HttpHeaders) => void) | undefined;
}

/** Parsing more takes milliseconds. */
const LARGE_BYTES = 100_000;
/** How much is kept of an error body that is too large for a variable. */
const EXCERPT_BYTES = 2_000;
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * Reads a response for a process. At most `maxBytes` are in memory.
 * @throws ConnectorError, RetryableError with the status as code for 400 and above; ConnectorError
 * `HTTP_RESPONSE_TOO_LARGE`; what `keepDocument` throws
 */
export async function readResponse(
  response: OpenHttpResponse,
  options: ReadOptions,
  context: DocumentContext,
): Promise<HttpResult> {
  const { status, reason, headers } = response;
  const { format, method, inspect } = options;
  if (status >= 400) {
    const body = await readErrorBody(response, format, context);
    throw statusFailure({ status, reason, headers, body }, { nowMs: Date.now() });
  }
  const hasBody = method !== 'HEAD' && !WITHOUT_BODY.includes(status);
  const isDocument = format.as === 'DOCUMENT' && hasBody;
  const isRead = !isDocument || inspect !== undefined;
  const bytes = isRead ? await response.body.readUpTo(format.maxBytes) : undefined;
  if (bytes !== undefined && bytes.byteLength > LARGE_BYTES) await yieldToEventLoop();
  const contentType = readContentType(headers);
  if (bytes !== undefined && inspect !== undefined) {
    inspect(decodeResponseBody(bytes, contentType, { ...format, as: 'JSON' }), headers);
  }
  if (bytes !== undefined && !isDocument) {
    const body = decodeResponseBody(bytes, contentType, format);
    return { status, headers, body, reason, document: null };
  }
  if (!isDocument && format.whenLarger === 'FAIL') throw tooLargeError(format.maxBytes);
  const content = bytes ?? response.body;
  const document = await keepDocument(
    {
      content,
      contentType: contentType ?? 'application/octet-stream',
      fileName: chooseDocumentName(headers, options.url),
    },
    { method, status },
    context,
  );
  return { status, headers, body: null, reason, document };
}

export const tooLargeError = (maxBytes: number): ConnectorError =>
  exchangeErrors.HTTP_RESPONSE_TOO_LARGE({
    message: `The response body is larger than ${maxBytes} bytes: take it as a document, or ask the server for less`,
  });

/** A body that cannot be read or decoded is null: the status is what counts. */
async function readErrorBody(
  response: OpenHttpResponse,
  format: ResponseFormat,
  { signal }: Pick<DocumentContext, 'signal'>,
): Promise<JsonValue> {
  try {
    return await readErrorText(response, format);
  } catch (error) {
    if (signal.aborted || !isConnectorFailure(error)) throw error;
    return null;
  }
}

async function readErrorText(
  { headers, body }: OpenHttpResponse,
  { maxBytes }: ResponseFormat,
): Promise<JsonValue> {
  const contentType = readContentType(headers);
  const whole = await body.readUpTo(maxBytes);
  if (whole !== undefined) return decodeResponseBody(whole, contentType, { as: 'AUTO', encoding: undefined });
  let excerpt = Buffer.alloc(0);
  for await (const chunk of body) {
    excerpt = Buffer.concat([excerpt, chunk]);
    if (excerpt.byteLength >= EXCERPT_BYTES) break;
  }
  const { charset } = parseContentType(contentType);
  return `${decodeText(excerpt.subarray(0, EXCERPT_BYTES), charset)}…`;
}
