import { signAws } from '@jobwright/aws-signature';
import { type OperationContext, stringifyJson } from '@jobwright/connector-sdk';
import {
  callService,
  type HeaderLine,
  type HttpMethod,
  type HttpRequest,
  type ServiceCall,
} from '@jobwright/http-client';
import type { z } from 'zod';
import type { Connection } from './connection.schema.ts';
import { s3Failures } from './errors.ts';

/** Name of the service in signatures. */
const SERVICE = 's3';

/** A call of the service, and how its answer is read. */
export interface S3Call<Answer extends z.ZodType> extends Pick<
  ServiceCall<Answer>,
  'answer' | 'read' | 'findFailure'
> {
  readonly connection: Connection;
  readonly method: HttpMethod;
  /** From the service URL on, with its query, e.g. `/messages?limit=5`. */
  readonly path: string;
  /** Sent as JSON; what is `undefined` in it is left out. */
  readonly body?: unknown;
  /** Instead of `body`: text, bytes, or a document by `toBody`. */
  readonly content?: HttpRequest['body'];
  /** They are signed too. Default: none. */
  readonly headers?: readonly HeaderLine[];
}

/**
 * Calls the service once and reads its answer.
 * @throws ConnectorError, RetryableError by the table in `errors.ts`, and those of the HTTP client
 */
export async function callS3<Answer extends z.ZodType>(
  { connection, method, path, body, content, headers = [], ...reading }: S3Call<Answer>,
  context: OperationContext,
): Promise<z.output<Answer>> {
  const { url, region, ...credentials } = connection;
  const sent = body === undefined ? content : stringifyJson(body);
  const type = body === undefined ? [] : [['Content-Type', 'application/json'] as const];
  const request = await signAws(
    {
      method,
      url: `${url.replace(/\/+$/, '')}${path}`,
      headers: [...headers, ...type],
      ...(sent !== undefined && { body: sent }),
    },
    { service: SERVICE, region, credentials, signal: context.signal },
  );
  return callService({ request, failures: s3Failures, ...reading }, context);
}
