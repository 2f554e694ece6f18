import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { type ChannelCredentials, Client, credentials, Metadata, type MethodDefinition } from '@grpc/grpc-js';
import { loadGatewayService } from '@jobwright/camunda8-protocol';
import type { ClusterCredentials, Headers } from '../cluster/cluster-credentials.ts';
import { type ClusterSettings, ClusterSettingsError } from '../cluster/cluster-settings.ts';
import type { AuthorizedCalls, GatewayStub } from './gateway-stub.ts';

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
  shown: ClusterCredentials,
): Promise<OpenGatewayStub> {
  const { grpcAddress, keepalive, userAgent } = settings;
  const client = new Client(grpcAddress, await toChannelCredentials(settings), {
    'grpc.primary_user_agent': ['jobwright', userAgent].filter((name) => name !== undefined).join(' '),
    'grpc.keepalive_time_ms': keepalive.timeMs,
    'grpc.keepalive_timeout_ms': keepalive.timeoutMs,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.initial_reconnect_backoff_ms': FIRST_RECONNECT_MS,
    'grpc.max_reconnect_backoff_ms': LONGEST_RECONNECT_MS,
    // A connection that is given up must not be found again in the pool.
    'grpc.use_local_subchannel_pool': 1,
  });
  const service = loadGatewayService();
  const find = (name: string): MethodDefinition<object, object> => {
    const method = service[name];
    if (method === undefined) throw new Error(`The gateway's protocol has no call ${name}`);
    return method;
  };

  const authorized = (headers: Headers): AuthorizedCalls => {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
    return {
      headers,
      callUnary({ method, request, deadline }, callback) {
        const { path, requestSerialize, responseDeserialize } = find(method);
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
      openStream({ method, request, deadline }) {
        const { path, requestSerialize, responseDeserialize } = find(method);
        const options = deadline === undefined ? {} : { deadline };
        return client.makeServerStreamRequest(
          path,
          requestSerialize,
          responseDeserialize,
          request,
          metadata,
          options,
        );
      },
    };
  };

  return {
    authorize: async () => authorized(await shown.getHeaders()),
    close: () => client.close(),
  };
}

async function toChannelCredentials({ usesTls, tls }: ClusterSettings): Promise<ChannelCredentials> {
  if (!usesTls) return credentials.createInsecure();
  const [authority, certificate, key] = await Promise.all([
    read(tls.caFile),
    read(tls.certificateFile),
    read(tls.keyFile),
  ]);
  const trusted =
    authority === undefined ? null : Buffer.from([authority.toString(), ...rootCertificates].join('\n'));
  return credentials.createSsl(trusted, key ?? null, certificate ?? null);
}

async function read(file: string | undefined): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file);
  } catch (cause) {
    throw new ClusterSettingsError(`The file ${file}, for TLS with the cluster, cannot be read`, { cause });
  }
}
