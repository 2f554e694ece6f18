import { InputError, type OperationContext } from '@jobwright/connector-sdk';
import {
  type CallOptions,
  chooseAuthentication,
  createIdempotencyHeaders,
  chooseTimeouts,
} from '@jobwright/http-exchange';
import { describeUrlProblem, type HeaderLine, type HttpCall, toHeaderLines } from '@jobwright/http-client';
import type { EncodedBody } from './body/encoded-body.ts';
import { encodeRequestBody } from './body/request-body.ts';
import { applyPosition } from './apply-position.ts';
import type { SendRequestInput } from './send-request.schema.ts';

/**
 * The official template offers a body for these; with the others a process variable `body` must not be sent.
 */
const METHODS_WITH_BODY: readonly string[] = ['POST', 'PUT', 'PATCH'];

/**
 * Creates the request for a page. @throws InputError for problems that show only when the inputs are combined
 */
export function createHttpCall(
  input: SendRequestInput,
  { position, idempotencyKey: key }: CallOptions,
  { documents }: Pick<OperationContext, 'documents'>,
): HttpCall {
  const { url, body: content } = applyPosition(input, position);
  const given = toHeaderLines(input.headers ?? {});
  const body = METHODS_WITH_BODY.includes(input.method)
    ? encodeRequestBody({
        body: content,
        contentType: given.find(isContentType)?.[1],
        ignoreNullValues: input.ignoreNullValues,
        documents,
      })
    : undefined;
  const { connectTimeoutMs, readTimeoutMs } = chooseTimeouts(input);
  const headers = [
    ...withContentType(given, body),
    ...createIdempotencyHeaders({
      header: input.idempotencyHeader,
      method: input.method,
      key,
      given,
    }),
  ];
  return {
    request: {
      method: input.method,
      url: expectUrl(url, input.skipEncoding),
      headers,
      ...(body === undefined ? {} : { body: body.content }),
      followRedirects: input.followRedirects,
      skipUrlEncoding: input.skipEncoding,
      headersTimeoutMs: readTimeoutMs,
      bodyTimeoutMs: readTimeoutMs,
    },
    connectTimeoutMs,
    authentication: chooseAuthentication(input.authenticationConfiguration, input.authentication),
    clientTls: input.clientTls,
  };
}

const isContentType = ([name]: HeaderLine): boolean => name.toLowerCase() === 'content-type';

function withContentType(given: readonly HeaderLine[], body: EncodedBody | undefined): readonly HeaderLine[] {
  if (body === undefined) return given;
  const others = given.filter((line) => !isContentType(line));
  return [...others, ['Content-Type', body.contentType]];
}

function expectUrl(url: string, skipUrlEncoding: boolean): string {
  const problem = describeUrlProblem(url, { skipUrlEncoding });
  if (problem !== undefined) throw new InputError([{ path: 'url', message: problem }]);
  return url;
}
