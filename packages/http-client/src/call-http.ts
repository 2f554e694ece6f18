import type { OperationContext } from '@jobwright/connector-sdk';
import type { Authentication } from './authentication/authentication.schema.ts';
import { withCredentials } from './authentication/credentials.ts';
import { httpClients } from './http-clients.ts';
import type { HttpRequest, OpenHttpResponse } from './http-message.ts';
import type { ClientTls } from './tls/client-tls.schema.ts';

export interface HttpCall {
  readonly request: HttpRequest;
  /** Name resolution, TCP and TLS together, in milliseconds; 0 is no limit. Default 20,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** Default: none. */
  readonly authentication?: Authentication | null | undefined;
  readonly clientTls?: ClientTls | null | undefined;
}

/** The part of the context that a call needs. */
export type HttpContext = Pick<OperationContext, 'signal' | 'network' | 'resources'>;

/**
 * Calls another machine the way every connector does: through the pools of the runtime, by the rules of its network, with
 * credentials. `read` gets the response, whatever its status; what it leaves of the body is cancelled.
 * @throws RetryableError, ConnectorError by the table of failures in the README
 */
export function callHttp<Answer>(
  call: HttpCall,
  context: HttpContext,
  read: (response: OpenHttpResponse) => Promise<Answer>,
): Promise<Answer> {
  const { signal, network, resources } = context;
  const { request, connectTimeoutMs = 20_000 } = call;
  const clientTls = hasAny(call.clientTls) ? call.clientTls : undefined;
  return httpClients.use(resources, { network, connectTimeoutMs, clientTls }, async (client) => {
    const authentication = call.authentication ?? { type: 'noAuth' };
    if (
      authentication.type === 'oauth-client-credentials-flow' ||
      authentication.type === 'oauth-refresh-token'
    ) {
      throw new Error('Tokens are not there yet');
    }
    const response = await client.open(withCredentials(request, authentication), { signal });
    try {
      return await read(response);
    } finally {
      response.body.cancel();
    }
  });
}

const hasAny = (clientTls: ClientTls | null | undefined): clientTls is ClientTls =>
  clientTls !== undefined &&
  clientTls !== null &&
  Object.values(clientTls).some((text) => text !== undefined);
