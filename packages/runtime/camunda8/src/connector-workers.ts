import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentStore, type OutboundNetwork, silentLogger } from '@jobwright/connector-sdk';
import {
  type ConnectorRuntime,
  createConnectorRuntime,
  type ProcessModels,
  type RuntimeOptions,
} from '@jobwright/runtime';
import { reportModels } from './cluster/check-models.ts';
import { createClusterDocumentStore } from './cluster/cluster-document-store.ts';
import { type ClusterModelsOptions, createClusterModels } from './cluster/cluster-models.ts';
import { createConnectionState } from './jobs/connection-state.ts';
import { createJobChannel } from './jobs/job-channel.ts';
import { createHeaderReader } from './jobs/job-headers.ts';
import { createJobStream } from './jobs/job-stream.ts';
import type { JobSubscription } from './jobs/job-subscription.ts';
import { attachGateway } from './gateway/attach-gateway.ts';
import type { ZeebeGrpcClient } from './gateway/sdk-stub.ts';
import { subscribe } from './jobs/subscribe.ts';
import type { ZeebeGateway } from './gateway/zeebe-gateway.ts';

export interface ConnectorWorkersOptions extends RuntimeOptions {
  /** Where deployed models come from, which say where secrets count. Default: the cluster, as `documents`. */
  readonly models?: ProcessModels;
  /** Default: in the cluster, when the client knows its REST address (`ZEEBE_REST_ADDRESS`); else in the memory of this process. */
  readonly documents?: DocumentStore;
  /** Shown by the engine as the holder of a job. Default: `jobwright-` and the host's name. */
  readonly workerName?: string;
  /** For how long a job is kept for this worker without a sign of life, in milliseconds. Default 60,000. */
  readonly activationTimeoutMs?: number;
  /** Default: that of the client (`CAMUNDA_TENANT_ID`), or the cluster's default tenant. */
  readonly tenantIds?: readonly string[];
  /** `auto`: the cluster pushes jobs as they come where it can, beside polls. `off`: polls alone. Default `auto`. */
  readonly streams?: 'auto' | 'off';
}

/** Connectors at work on a cluster. */
export interface ConnectorWorkers {
  readonly runtime: ConnectorRuntime;
  /** Whether the engine gives jobs now; at the start it is taken to. */
  readonly isConnected: boolean;
  /**
   * Takes no more jobs, lets those at work end for up to `timeoutMs` (default 20,000), and hands the rest back. Safe to call twice.
   */
  close(options?: { readonly timeoutMs?: number }): Promise<void>;
}

/** Calls to the gateway are opened one after the other: a hundred at the same instant are pushed back. */
const STAGGER_MS = 5;
const DRAIN_MS = 20_000;
const LAST_CALLS_MS = 1_000;
/** For the cluster to say whether it tells its models. */
const REPORT_MS = 3_000;

/**
 * Runs connectors on a client that the application already has, beside its own job workers. The client stays the
 * application's: it is not closed with the workers. The cluster need not be there yet.
 */
export async function attachConnectors(
  client: ZeebeGrpcClient,
  options: ConnectorWorkersOptions,
): Promise<ConnectorWorkers> {
  return runWorkers(await attachGateway(client), options);
}

export function runWorkers(gateway: ZeebeGateway, options: ConnectorWorkersOptions): ConnectorWorkers {
  const access = toClusterAccess(gateway, options.network);
  const documents = options.documents ?? toClusterDocuments(access);
  const clusterModels = createClusterModels(access);
  const runtime = createConnectorRuntime({
    ...options,
    models: options.models ?? clusterModels,
    ...(documents === undefined ? {} : { documents }),
  });
  const logger = options.logger ?? silentLogger;
  const connection = createConnectionState(
    runtime.connectors.map(({ type }) => type),
    logger,
  );
  const stop = new AbortController();
  // Each connector listens while it waits.
  setMaxListeners(0, stop.signal);
  const { streams = 'auto' } = options;
  let unsupported = false;
  const onUnsupported = (): void => {
    if (!unsupported) logger.info({}, 'The gateway does not push jobs: they are polled alone');
    unsupported = true;
  };
  const asksCluster =
    options.secrets !== undefined && options.secrets.scope !== 'any' && options.models === undefined;
  const reported = asksCluster
    ? reportModels(clusterModels, {
        logger,
        signal: AbortSignal.any([stop.signal, AbortSignal.timeout(REPORT_MS)]),
      })
    : Promise.resolve();
  const takers = runtime.connectors.map(async (connector, index) => {
    const subscription: JobSubscription = {
      gateway,
      runtime,
      connector,
      channel: createJobChannel(gateway),
      connection,
      workerName: options.workerName ?? `jobwright-${hostname()}`,
      activationTimeoutMs: options.activationTimeoutMs ?? 60_000,
      tenantIds: options.tenantIds ?? [gateway.tenantId],
      readHeaders: createHeaderReader(),
      signal: stop.signal,
    };
    await reported;
    await sleep(index * STAGGER_MS);
    return subscribe(
      subscription,
      streams === 'auto' ? createJobStream(subscription, onUnsupported) : undefined,
    );
  });
  let closed: Promise<void> | undefined;
  return {
    runtime,
    get isConnected() {
      return connection.isUp;
    },
    close({ timeoutMs = DRAIN_MS } = {}) {
      closed ??= (async () => {
        stop.abort();
        await runtime.drain({ timeoutMs });
        // A call that hangs where it cannot be cancelled must not hold the shutdown up.
        await Promise.race([Promise.allSettled(takers), sleep(LAST_CALLS_MS, undefined, { ref: false })]);
      })();
      return closed;
    },
  };
}

function toClusterDocuments({ restAddress, ...access }: ClusterModelsOptions): DocumentStore | undefined {
  return restAddress === undefined ? undefined : createClusterDocumentStore({ restAddress, ...access });
}

const toClusterAccess = (
  gateway: ZeebeGateway,
  network: OutboundNetwork | undefined,
): ClusterModelsOptions => ({
  restAddress: gateway.restAddress,
  authHeaders: () => gateway.authHeaders(),
  onRefused: (headers) => gateway.refuse(headers),
  tls: gateway.tls,
  network,
});
