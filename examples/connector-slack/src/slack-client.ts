import type { OperationContext } from '@jobwright/connector-sdk';
import { callService, type HttpMethod, type ServiceCall } from '@jobwright/http-client';
import type { z } from 'zod';
import type { Connection } from './connection.schema.ts';
import { slackFailures } from './errors.ts';

/** A call of the service, and how its answer is read. */
export interface SlackCall<Answer extends z.ZodType> extends Pick<
  ServiceCall<Answer>,
  'answer' | 'read' | 'findFailure'
> {
  readonly connection: Connection;
  readonly method: HttpMethod;
  /** From the service URL on, with its query, e.g. `/messages?limit=5`. */
  readonly path: string;
  /** Sent as JSON; what is `undefined` in it is left out. */
  readonly body?: unknown;
}

/**
 * Calls the service once and reads its answer.
 * @throws ConnectorError, RetryableError by the table in `errors.ts`, and those of the HTTP client
 */
export function callSlack<Answer extends z.ZodType>(
  { connection, method, path, body, ...reading }: SlackCall<Answer>,
  context: OperationContext,
): Promise<z.output<Answer>> {
  const request = {
    method,
    url: `${connection.url.replace(/\/+$/, '')}${path}`,
    headers: [['Idempotency-Key', context.idempotencyKey]],
    json: body,
  } as const;
  const authentication = { type: 'bearer', token: connection.token } as const;
  return callService({ request, authentication, failures: slackFailures, ...reading }, context);
}
