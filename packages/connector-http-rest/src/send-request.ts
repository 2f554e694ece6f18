import type { OperationContext } from '@jobwright/connector-sdk';
import { readHeader } from '@jobwright/http-client';
import { toStatusFailure } from './errors.ts';
import { httpClients } from './http-clients.ts';
import { toResponseBody } from './response-body.ts';
import type { RequestInput, RequestOutput } from './send-request.schema.ts';
import { toHttpRequest, toMs } from './to-http-request.ts';

/** Sends one request and gives its response to the process; 400 and above is a failure. */
export async function sendRequest(input: RequestInput, context: OperationContext): Promise<RequestOutput> {
  const request = toHttpRequest(input);
  const connectTimeoutMs = toMs(input.connectionTimeoutInSeconds);
  const response = await httpClients.use(context.resources, { connectTimeoutMs }, (client) =>
    client.send(request, { signal: context.signal }),
  );
  const { status, reason, headers } = response;
  const body = toResponseBody(response.body, readHeader(headers, 'content-type'));
  context.logger.debug({ method: request.method, status }, 'REST call answered');
  if (status >= 400) throw toStatusFailure({ status, reason, headers, body }, Date.now());
  return { status, headers, body, reason, document: null };
}
