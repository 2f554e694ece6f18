import { toError } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { z } from 'zod';
import { CallTimeoutError, toCallError, toTokenError } from './cluster-call-error.ts';
import {
  type ClusterTopology,
  clusterTopology,
  type DeployedResource,
  deployment,
} from './cluster-answers.ts';
import { type Camunda8Configuration, connectCamunda8 } from './connect-camunda8.ts';
import { readSdkConfiguration, toTls } from './sdk-configuration.ts';
import { readSdkStub, toAuthHeaders } from '../gateway/sdk-stub.ts';
import { type ClusterTls, type HttpCall, sendHttp } from './send-http.ts';
import { withoutCompression } from '../gateway/without-compression.ts';

/** The calls of a person to a cluster, as opposed to those of a worker: none is tried again, each has a deadline. */
export interface ClusterConnection {
  /** `host:port` of the gRPC gateway. */
  readonly grpcAddress: string;
  readonly usesTls: boolean;
  /** Of the REST API, where one is told. */
  readonly restAddress: string | undefined;
  /** For its REST API. */
  readonly tls: ClusterTls;
  /** @throws ClusterCallError */
  topology(bounds: CallBounds): Promise<ClusterTopology>;
  /**
   * Deploys all or none.
   * @throws ClusterCallError
   */
  deploy(request: DeploymentRequest, bounds: CallBounds): Promise<readonly DeployedResource[]>;
  /**
   * The headers that authenticate a call of the REST API; a token is fetched where one is needed.
   * @throws ClusterCallError
   */
  authHeaders(bounds: CallBounds): Promise<Readonly<Record<string, string>>>;
  /**
   * Calls the REST API, with what authenticates us. What cannot be sent rejects with the error of Node.
   * @throws ClusterCallError when there is no token; Error when there is no REST address
   */
  rest(path: string, call: RestCall, bounds: CallBounds): Promise<Response>;
  close(): Promise<void>;
}

export interface CallBounds {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface RestCall {
  readonly method: HttpCall['method'];
  /** Sent as the body. */
  readonly json?: object;
}

export interface DeploymentRequest {
  readonly resources: readonly { readonly name: string; readonly content: Uint8Array }[];
  /** Default: that of the cluster. */
  readonly tenantId?: string | undefined;
}

type Method = 'Topology' | 'DeployResource';

interface Call {
  cancel(): void;
}

type UnaryCall = (
  request: object,
  metadata: unknown,
  options: { readonly deadline: number; readonly interceptors: readonly (typeof withoutCompression)[] },
  callback: (error: Error | null, answer: unknown) => void,
) => Call;

type RawClient = Readonly<Record<Method, UnaryCall>>;

const grpcConfiguration = z.object({ ZEEBE_GRPC_ADDRESS: z.string() });

const QUIET: Camunda8Configuration = {
  CAMUNDA_LOG_LEVEL: 'none',
  zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
};

/**
 * Opens a connection to a cluster; nothing is sent yet. `network` has the proxies and limits on the way to its REST API and its issuer of
 * tokens.
 * @throws ClusterSettingsError when what is said of the cluster is incomplete
 */
export async function openCluster(
  camunda8: Camunda8Configuration = {},
  { network }: { readonly network?: OutboundNetwork } = {},
): Promise<ClusterConnection> {
  const { camunda8: sdk } = connectCamunda8({ ...QUIET, ...camunda8 }, { network });
  const client = sdk.getZeebeGrpcApiClient();
  const stub = await readSdkStub<RawClient>(client, ['Topology', 'DeployResource']);
  if (stub === undefined) throw new Error('This version of @camunda8/sdk has no gRPC stub where 8.8 has');
  const configuration: unknown = Reflect.get(client, 'config');
  const { ZEEBE_REST_ADDRESS: restAddress, ...sdkConfiguration } = readSdkConfiguration(configuration);
  const tls = toTls(sdkConfiguration);

  const fetchMetadata = (bounds: CallBounds) =>
    within(bounds, stub.getAuthToken()).catch((error: unknown) => {
      throw toTokenError(error);
    });
  const call = async (method: Method, request: object, bounds: CallBounds): Promise<unknown> => {
    const metadata = await fetchMetadata(bounds);
    return within(bounds, send(stub.client, { method, request, metadata, bounds })).catch(
      (error: unknown) => {
        throw toCallError(error);
      },
    );
  };

  const authHeaders = async (bounds: CallBounds): Promise<Readonly<Record<string, string>>> =>
    toAuthHeaders(await fetchMetadata(bounds));

  return {
    grpcAddress: client.gatewayAddress,
    usesTls: /^(grpcs|https):/.test(
      grpcConfiguration.safeParse(configuration).data?.ZEEBE_GRPC_ADDRESS ?? '',
    ),
    restAddress,
    tls,
    topology: async (bounds) => clusterTopology.parse(await call('Topology', {}, bounds)),
    async deploy({ resources, tenantId = '' }, bounds) {
      const sent = resources.map(({ name, content }) => ({ name, content: Buffer.from(content) }));
      const answer = await call('DeployResource', { resources: sent, tenantId }, bounds);
      return deployment.parse(answer).deployments;
    },
    authHeaders,
    async rest(path, { method, json }, bounds) {
      if (restAddress === undefined) throw new Error('The REST address of the cluster is not known');
      const authentication = await authHeaders(bounds);
      const url = `${restAddress.replace(/\/+$/, '')}${path}`;
      const call: HttpCall = {
        method,
        signal: bounds.signal,
        ...(json === undefined
          ? { headers: authentication }
          : {
              headers: { ...authentication, 'Content-Type': 'application/json' },
              body: JSON.stringify(json),
            }),
      };
      return within(bounds, sendHttp(url, call, { tls, network }));
    },
    close: async () => {
      await sdk.closeAllClients();
    },
  };
}

interface Sent {
  readonly method: Method;
  readonly request: object;
  readonly metadata: unknown;
  readonly bounds: CallBounds;
}

const send = (client: RawClient, { method, request, metadata, bounds }: Sent): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + bounds.timeoutMs, interceptors: [withoutCompression] };
    const cancel = (): void => call.cancel();
    const call = client[method](request, metadata, options, (error, answer) => {
      bounds.signal.removeEventListener('abort', cancel);
      if (error === null) resolve(answer);
      else reject(error);
    });
    bounds.signal.addEventListener('abort', cancel, { once: true });
  });

/** The SDK's token requests know no deadline of ours. */
async function within<T>({ timeoutMs, signal }: CallBounds, work: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const late = () => reject(new CallTimeoutError(`no answer within ${timeoutMs / 1000} s`));
    const timer = setTimeout(late, timeoutMs);
    const abort = (): void => reject(toError(signal.reason));
    signal.addEventListener('abort', abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
  });
  return Promise.race([work, ended]).finally(() => stop());
}
