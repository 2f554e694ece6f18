import { type OperationContext, withRequest } from '@jobwright/connector-sdk';
import type { Authentication } from './authentication/authentication.schema.ts';
import { withBearer, withCredentials } from './authentication/credentials.ts';
import type { OAuth } from './authentication/oauth.schema.ts';
import { oauthTokens } from './authentication/oauth-tokens.ts';
import { workWithToken } from './authentication/work-with-token.ts';
import type { HttpClient } from './create-http-client.ts';
import { httpClients, hashClientTls } from './http-clients.ts';
import type { HttpRequest, OpenHttpResponse } from './http-message.ts';
import type { ClientTls } from './tls/client-tls.schema.ts';

/** A request with its authentication, client certificate and connection timeout. */
export interface HttpCall {
  readonly request: HttpRequest;
  /** Name resolution, TCP and TLS together, in milliseconds; 0 is no limit. Default 20,000. */
  readonly connectTimeoutMs?: number | undefined;
  /** Replaces a header of the same name. Default: none. */
  readonly authentication?: Authentication | null | undefined;
  /** For the origin of the request only. Default: no client certificate, the authorities of the system. */
  readonly clientTls?: ClientTls | null | undefined;
}

/** The part of the operation context that a call needs. */
export type HttpContext = Pick<
  OperationContext,
  'signal' | 'expiresAt' | 'network' | 'resources' | 'trace' | 'hideSecret'
>;

/**
 * Sends a request with its credentials over the connections that all jobs of a runtime share, by the rules of
 * its network. `read` gets the response, whatever its status; the part of the body that it does not read is
 * cancelled.
 * @throws RetryableError, ConnectorError with the codes of `httpErrors`, and what `read` throws
 * @example
 * import type { OperationContext } from '@jobwright/connector-sdk';
 *
 * const ask = (url: string, context: OperationContext): Promise<number> =>
 *   callHttp({ request: { method: 'GET', url } }, context, async ({ status }) => status);
 */
export function callHttp<Answer>(
  call: HttpCall,
  context: HttpContext,
  read: (response: OpenHttpResponse) => Promise<Answer>,
): Promise<Answer> {
  const { connectTimeoutMs = 20_000 } = call;
  const { network, resources } = context;
  const clientTls = hasAny(call.clientTls) ? call.clientTls : undefined;
  return httpClients.use(resources, { network, connectTimeoutMs, clientTls }, async (client) => {
    try {
      const response = await openWithCredentials(client, call, context);
      try {
        return await read(response);
      } finally {
        response.body.cancel();
      }
    } catch (error) {
      throw withRequest(error, describeRequest(call.request));
    }
  });
}

const describeRequest = ({ method, url }: HttpRequest) => ({
  method: method.toUpperCase(),
  host: URL.canParse(url) ? new URL(url).host : '',
});

function openWithCredentials(
  client: HttpClient,
  call: HttpCall,
  context: HttpContext,
): Promise<OpenHttpResponse> {
  const { request, authentication } = call;
  const { signal, expiresAt, trace } = context;
  const open = (own: HttpRequest): Promise<OpenHttpResponse> =>
    client.open(own, { signal, expiresAt, trace });
  if (authentication === undefined || authentication === null) return open(request);
  if (!isOAuth(authentication)) return open(withCredentials(request, authentication));

  const clientTls = chooseTokenTls(call, authentication);
  const { connectTimeoutMs } = call;
  return oauthTokens.use(context.resources, undefined, (tokens) =>
    workWithToken({
      oauth: authentication,
      signal,
      tokens,
      scope: hasAny(clientTls) ? hashClientTls(clientTls) : '',
      hideSecret: context.hideSecret,
      work: (accessToken) => open(withBearer(request, accessToken)),
      isRefused: ({ status, body }) => {
        if (status !== 401) return false;
        body.cancel();
        return true;
      },
      callTokenEndpoint: (tokenRequest, tokenSignal, read) =>
        callHttp(
          { request: tokenRequest, connectTimeoutMs, clientTls },
          { ...context, signal: tokenSignal },
          read,
        ),
    }),
  );
}

/**
 * Client certificate and trusted authority are meant for the origin of the request; the token endpoint may be
 * elsewhere.
 */
const chooseTokenTls = ({ request, clientTls }: HttpCall, oauth: OAuth): HttpCall['clientTls'] =>
  originOf(request.url) === originOf(oauth.oauthTokenEndpoint) ? clientTls : undefined;

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined);

const isOAuth = (authentication: Authentication): authentication is OAuth =>
  authentication.type === 'oauth-client-credentials-flow' || authentication.type === 'oauth-refresh-token';

const hasAny = (clientTls: HttpCall['clientTls']): clientTls is ClientTls =>
  clientTls !== undefined &&
  clientTls !== null &&
  Object.values(clientTls).some((text) => text !== undefined);
