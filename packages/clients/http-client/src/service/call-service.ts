import { type JsonValue, parseJson, stringifyJson } from '@jobwright/json';
import type { Logger } from '@jobwright/connector-sdk';
import type { z } from 'zod';
import { callHttp, type HttpCall, type HttpContext } from '../call-http.ts';
import { httpErrors } from '../http-errors.ts';
import type { HttpHeaders, HttpRequest, OpenHttpResponse } from '../http-message.ts';
import { readRetryAfterMs } from '../responses/retry-after.ts';

/** What a service answered. */
export interface ServiceAnswer {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** Its JSON, or its text if it is none; null if it is empty. */
  readonly body: JsonValue;
  /** The request, such as `POST /messages`, without query and credentials: for messages. */
  readonly request: string;
  /** How long the service asks to wait (`Retry-After`), in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** The failures of a service, made from the error table of its connector. */
export interface ServiceFailures {
  /** For a status of 400 and above. */
  readonly statusError: (answer: ServiceAnswer) => Error;
  /** The service has done its work, but what it answered does not fit the schema. */
  readonly unknownError: (request: string, cause: unknown) => Error;
}

/** A call of a service, and how its answer is read. */
export interface ServiceCall<Answer extends z.ZodType> extends Omit<HttpCall, 'request'> {
  readonly request: HttpRequest & {
    /** Sent as JSON; what is `undefined` in it is left out. Default: `body`, if there is one. */
    readonly json?: unknown;
  };
  readonly failures: ServiceFailures;
  /** What is needed of the answer. */
  readonly answer: Answer;
  /** What `answer` checks. Default: the body. */
  readonly read?: (answer: ServiceAnswer) => unknown;
  /**
   * Tells whether an answer below 400 is a failure, as of services that answer 200 with `"ok": false`; it is
   * thrown. Default: none is.
   */
  readonly findFailure?: (answer: ServiceAnswer) => Error | undefined;
  /** A longer answer is a failure. Default 5,000,000. */
  readonly maxBytes?: number;
}

/**
 * Calls a service once and reads its answer, by the rules, proxies and limits of whoever runs the connector.
 * @throws what `failures` and `findFailure` make, and ConnectorError, RetryableError with the codes of
 * `httpErrors`
 */
export function callService<Answer extends z.ZodType>(
  { request: { json, ...request }, failures, read, findFailure, ...call }: ServiceCall<Answer>,
  context: HttpContext & { readonly logger: Logger },
): Promise<z.output<Answer>> {
  const { maxBytes = 5_000_000, answer: schema, ...rest } = call;
  const { headers = [], method, url } = request;
  const body = json === undefined ? {} : { body: stringifyJson(json) };
  const type = json === undefined ? [] : [['Content-Type', 'application/json'] as const];
  const whole = { ...request, headers: [...headers, ...type], maxResponseBytes: maxBytes, ...body };
  const label = `${method} ${new URL(url).pathname}`;
  return callHttp({ ...rest, request: whole }, context, async (response) => {
    const answer = await readAnswer(response, label, maxBytes);
    context.logger.debug({ request: label, status: answer.status }, 'The service answered');
    if (answer.status >= 400) throw failures.statusError(answer);
    const failure = findFailure?.(answer);
    if (failure !== undefined) throw failure;
    const parsed = schema.safeParse(read === undefined ? answer.body : read(answer));
    if (!parsed.success) throw failures.unknownError(label, parsed.error);
    return parsed.data;
  });
}

async function readAnswer(
  { status, headers, body }: OpenHttpResponse,
  request: string,
  maxBytes: number,
): Promise<ServiceAnswer> {
  // Of a failure, the status says enough.
  const bytes = await body.readUpTo(maxBytes);
  if (bytes === undefined && status < 400) {
    const message = `${request}: the answer is larger than ${maxBytes} bytes`;
    throw httpErrors.HTTP_RESPONSE_TOO_LARGE({ message });
  }
  const text = Buffer.from(bytes ?? []).toString('utf8');
  const retryAfterMs = readRetryAfterMs(headers, { nowMs: Date.now() });
  return { status, headers, body: readBody(text), request, retryAfterMs };
}

function readBody(text: string): JsonValue {
  if (text === '') return null;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
