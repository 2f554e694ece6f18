import type { UnaryRequests } from '@jobwright/camunda8-protocol';
import { toError } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import type { AuthorizedCalls, UnaryCall } from '../gateway/gateway-stub.ts';
import { openGatewayStub } from '../gateway/open-gateway-stub.ts';
import type { Camunda8Configuration } from './camunda8-configuration.ts';
import {
  type ClusterTopology,
  clusterTopology,
  type DeployedResource,
  deployment,
} from './cluster-answers.ts';
import { CallTimeoutError, toCallError, toTokenError } from './cluster-call-error.ts';
import { createClusterCredentials } from './cluster-credentials.ts';
import { type Environment, readClusterSettings } from './read-cluster-settings.ts';
import { type ClusterTls, type HttpCall, sendHttp } from './send-http.ts';
import { cancelCall } from '../gateway/cancel-call.ts';

/** Interactive calls to a cluster, for commands and tools: none is tried again, each has a deadline. */
export interface ClusterConnection {
  /** `host:port` of the gRPC gateway. */
  readonly grpcAddress: string;
  readonly usesTls: boolean;
  /** Of the REST API. */
  readonly restAddress: string;
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
   * @throws ClusterCallError when there is no token
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

/** What a connection to a cluster takes beside its configuration. */
export interface ClusterOptions {
  /** The proxies and limits on the way to its REST API and its issuer of tokens. Default: directly. */
  readonly network?: OutboundNetwork | undefined;
  /** Has the `ZEEBE_*` and `CAMUNDA_*` variables for what is left out. Default: those of the process. */
  readonly environment?: Environment;
}

/**
 * Opens a connection to a cluster; nothing is sent yet.
 * @throws ClusterSettingsError when what is said of the cluster is incomplete
 */
export async function openCluster(
  camunda8: Camunda8Configuration = {},
  { network, environment }: ClusterOptions = {},
): Promise<ClusterConnection> {
  const settings = readClusterSettings(camunda8, environment);
  const { grpcAddress, usesTls, restAddress, tls } = settings;
  const stub = await openGatewayStub(settings, createClusterCredentials(settings, network));

  const authorize = (bounds: CallBounds): Promise<AuthorizedCalls> =>
    within(bounds, stub.authorize()).catch((error: unknown) => {
      throw toTokenError(error);
    });
  const call = async <Method extends keyof UnaryRequests>(
    sent: Omit<UnaryCall<Method>, 'deadline'>,
    bounds: CallBounds,
  ): Promise<unknown> => {
    const calls = await authorize(bounds);
    return within(bounds, send(calls, sent, bounds)).catch((error: unknown) => {
      throw toCallError(error);
    });
  };

  const authHeaders = async (bounds: CallBounds): Promise<Readonly<Record<string, string>>> =>
    (await authorize(bounds)).headers;

  return {
    grpcAddress,
    usesTls,
    restAddress,
    tls,
    topology: async (bounds) =>
      clusterTopology.parse(await call({ method: 'Topology', request: {} }, bounds)),
    async deploy({ resources, tenantId = '' }, bounds) {
      const sent = resources.map(({ name, content }) => ({ name, content: Buffer.from(content) }));
      const request = { resources: sent, tenantId };
      return deployment.parse(await call({ method: 'DeployResource', request }, bounds)).deployments;
    },
    authHeaders,
    async rest(path, { method, json }, bounds) {
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
    close() {
      stub.close();
      return Promise.resolve();
    },
  };
}

const send = <Method extends keyof UnaryRequests>(
  calls: AuthorizedCalls,
  sent: Omit<UnaryCall<Method>, 'deadline'>,
  { timeoutMs, signal }: CallBounds,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const cancel = (): void => cancelCall(call);
    const call = calls.callUnary({ ...sent, deadline: Date.now() + timeoutMs }, (error, answer) => {
      signal.removeEventListener('abort', cancel);
      if (error === null) resolve(answer);
      else reject(error);
    });
    signal.addEventListener('abort', cancel, { once: true });
  });

/** A token is fetched for all who ask at the same time: its request has no deadline of ours. */
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
