import { rootCertificates } from 'node:tls';
import { type ChannelCredentials, Client, credentials, Metadata, type MethodDefinition } from '@grpc/grpc-js';
import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { type ClusterCredentials, type Headers, loadTlsTexts } from '@jobwright/runtime/cluster';
import type { ClusterSettings } from '../cluster/cluster-settings.ts';
import { type AuthorizedCalls, type GatewayStub, PHYSICAL_TENANT_HEADER } from './gateway-stub.ts';

export interface OpenGatewayStub extends GatewayStub {
  close(): void;
}

const FIRST_RECONNECT_MS = 1_000;
const LONGEST_RECONNECT_MS = 10_000;

/**
 * A gRPC client of the gateway, with a connection of its own; nothing is sent yet.
 * @throws ClusterSettingsError when a TLS file cannot be read
 */
export async function openGatewayStub(
  settings: ClusterSettings,
  login: ClusterCredentials,
): Promise<OpenGatewayStub> {
  const { grpcAddress, keepalive, userAgent, physicalTenantId } = settings;
  const client = new Client(grpcAddress, await createChannelCredentials(settings), {
    'grpc.primary_user_agent': ['jobwright', userAgent].filter((name) => name !== undefined).join(' '),
    'grpc.keepalive_time_ms': keepalive.timeMs,
    'grpc.keepalive_timeout_ms': keepalive.timeoutMs,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.initial_reconnect_backoff_ms': FIRST_RECONNECT_MS,
    'grpc.max_reconnect_backoff_ms': LONGEST_RECONNECT_MS,
    // A connection that was given up must not come back from the pool.
    'grpc.use_local_subchannel_pool': 1,
  });
  const parts: GatewayParts = { client, service: loadGatewayService() };
  let last: AuthorizedCalls | undefined;
  const authorizedBy = (headers: Headers): AuthorizedCalls => {
    if (last?.headers !== headers) last = authorizedCalls(parts, headers, physicalTenantId);
    return last;
  };

  return {
    authorize() {
      const headers = login.getHeaders();
      return headers instanceof Promise ? headers.then(authorizedBy) : authorizedBy(headers);
    },
    close: () => client.close(),
  };
}

interface GatewayParts {
  readonly client: Client;
  readonly service: ReturnType<typeof loadGatewayService>;
}

function authorizedCalls(
  { client, service }: GatewayParts,
  headers: Headers,
  physicalTenantId: string | undefined,
): AuthorizedCalls {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  if (physicalTenantId !== undefined) metadata.set(PHYSICAL_TENANT_HEADER, physicalTenantId);
  return {
    headers,
    callUnary({ method, request, deadline }, callback) {
      const { path, requestSerialize, responseDeserialize } = findMethod(service, method);
      const options = { deadline };
      return client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        metadata,
        options,
        callback,
      );
    },
    openStream({ method, request }) {
      const { path, requestSerialize, responseDeserialize } = findMethod(service, method);
      return client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request, metadata);
    },
  };
}

function findMethod(service: GatewayParts['service'], name: string): MethodDefinition<object, object> {
  const method = service[name];
  if (method === undefined) throw new Error(`The protocol of the gateway has no call ${name}`);
  return method;
}

async function createChannelCredentials({ usesTls, tls }: ClusterSettings): Promise<ChannelCredentials> {
  if (!usesTls) return credentials.createInsecure();
  const { ca, certificate, key } = await loadTlsTexts(tls);
  const trusted = ca === undefined ? undefined : [ca, ...rootCertificates].join('\n');
  return credentials.createSsl(toBuffer(trusted), toBuffer(key), toBuffer(certificate));
}

const toBuffer = (text: string | undefined): Buffer | null => (text === undefined ? null : Buffer.from(text));
