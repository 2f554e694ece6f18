import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { endsWithin, timeoutSignal } from '@jobwright/concurrency';
import { type DocumentStore, type Logger, silentLogger } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, createConnectorRuntime } from '@jobwright/runtime';
import { attachCluster, type WorkerCluster } from './cluster/attach-cluster.ts';
import type { AttachableClient } from './cluster/attached-client.ts';
import { checkOptions, closeOnce, createConnectionState, warningLogger } from '@jobwright/runtime/cluster';
import { attachOptionsCall } from './option-checks.ts';
import { createJobChannel } from './jobs/job-channel.ts';
import { createHeaderReader } from './jobs/job-headers.ts';
import { createJobStream } from './jobs/job-stream.ts';
import type { JobSubscription } from './jobs/job-subscription.ts';
import { reportLeases } from './jobs/report-leases.ts';
import { createStreamSwitch, type StreamMode } from './jobs/stream-switch.ts';
import { subscribe } from './jobs/subscribe.ts';
import { reportModels } from './rest/check-models.ts';
import { createClusterDocumentStore } from './rest/cluster-document-store.ts';
import { type ClusterModels, createClusterModels } from './rest/cluster-models.ts';
import { createPriorityReader } from './rest/read-priorities.ts';
import { shareModels } from './rest/share-models.ts';
import type { AttachConnectorsOptions, ConnectorWorkersOptions } from './worker-options.ts';

/**
 * The calls for jobs are opened one after the other: the gateway pushes back when there are a hundred at the
 * same instant.
 */
const STAGGER_MS = 5;
const LAST_CALLS_MS = 1_000;
/**
 * So long before the end of the drain, polls that are still open are cancelled: what is handed back then must
 * not reach them.
 */
const CANCEL_MS = 200;
/** How long the first jobs wait for the report whether the cluster has deployed models. */
const REPORT_MS = 3_000;

/**
 * Runs connectors on a client that the application already has, beside its own job workers. The client
 * belongs to the application: it is not closed with the workers. Jobs go over gRPC or REST, as the client
 * does. The cluster need not be up yet.
 * @throws OptionsError when options are not valid, before anything is sent
 * @throws Error when the client is not one of `@camunda8/sdk` 8.6 or newer
 * @example
 * import { Camunda8 } from '@camunda8/sdk';
 * import { attachConnectors } from '@jobwright/camunda8';
 * import { httpRest } from '@jobwright/connector-http-rest';
 *
 * const client = new Camunda8().getZeebeGrpcApiClient(); // or getCamundaRestClient()
 * const workers = await attachConnectors(client, { connectors: [httpRest] });
 * await workers.close();
 */
export async function attachConnectors(
  client: AttachableClient,
  options: AttachConnectorsOptions,
): Promise<ConnectorWorkers> {
  checkOptions(options, attachOptionsCall);
  const { logger = warningLogger } = options;
  return runWorkers(await attachCluster(client, options), { ...options, logger });
}

/** Runs connectors on a cluster, which is closed with them. */
export function runWorkers(cluster: WorkerCluster, options: ConnectorWorkersOptions): ConnectorWorkers {
  const clusterModels = shareModels(createClusterModels(cluster));
  const runtime = createConnectorRuntime({
    ...options,
    models: options.models ?? clusterModels,
    ...documentsOption(cluster, options),
  });
  const logger = options.logger ?? silentLogger;
  const jobTypes = runtime.connectors.map(({ type }) => type);
  const connection = createConnectionState(jobTypes, logger);
  const stop = new AbortController();
  const cancel = new AbortController();
  const lateJobs: Promise<void>[] = [];
  let disconnected = Promise.resolve();
  // Each connector listens while it waits.
  setMaxListeners(0, stop.signal, cancel.signal);
  const common = {
    jobs: cluster.jobs,
    runtime,
    channel: createJobChannel(cluster.jobs, () => disconnected),
    connection,
    workerName: options.workerName ?? `jobwright-${hostname()}`,
    activationTimeoutMs: options.activationTimeoutMs ?? 60_000,
    tenantIds: options.tenantIds ?? [cluster.tenantId],
    withLease: options.lease === 'on',
    physicalTenantId: cluster.physicalTenantId,
    signal: stop.signal,
    pollSignal: cancel.signal,
    lateJobs,
  };
  const noteLease = common.withLease ? reportLeases(logger) : undefined;
  // Models of the application are not asked for it: each job says its own priority.
  const hasPriorities =
    options.models === undefined
      ? createPriorityReader(clusterModels, stop.signal)
      : () => Promise.resolve(false);
  const reported = needsModels(options)
    ? reportWithin(clusterModels, { logger, signal: stop.signal })
    : Promise.resolve();
  const onUnsupported = reportOnce(logger, 'The gateway does not push jobs; they are only polled');
  const subscriptions = runtime.connectors.map(async (connector, index) => {
    // Where jobs cannot be pushed, it does not matter whether they have priorities.
    const mode = cluster.jobs.stream === undefined ? 'off' : streamModeOf(connector.type, options.streams);
    const streamSwitch = createStreamSwitch({ jobType: connector.type, mode, hasPriorities, logger });
    const subscription: JobSubscription = {
      ...common,
      connector,
      readHeaders: createHeaderReader(),
      streamSwitch,
      onJob(job) {
        noteLease?.(job);
        streamSwitch.see(job);
      },
    };
    await reported;
    await sleep(index * STAGGER_MS);
    const stream = mode === 'off' ? undefined : createJobStream(subscription, onUnsupported);
    await subscribe(subscription, stream);
  });
  const ended = Promise.allSettled(subscriptions);
  const disconnect = (): void => {
    cancel.abort();
    // A call that hangs where it cannot be cancelled must not hold up the shutdown.
    disconnected = endsWithin(LAST_CALLS_MS, ended).then(() => undefined);
  };
  const close = async (timeoutMs: number): Promise<void> => {
    stop.abort();
    const pollsMs = cluster.jobs.noticesCancel ? 0 : timeoutMs - CANCEL_MS;
    if (pollsMs <= 0) disconnect();
    const drained = runtime.drain({ timeoutMs });
    if (pollsMs > 0) {
      await endsWithin(pollsMs, ended);
      disconnect();
    }
    await drained;
    await disconnected;
    await endsWithin(LAST_CALLS_MS, Promise.allSettled(lateJobs));
    await cluster.close();
  };
  return {
    runtime,
    get isConnected() {
      return connection.isUp;
    },
    close: closeOnce(close),
  };
}

const streamModeOf = (jobType: string, streams: ConnectorWorkersOptions['streams'] = 'auto'): StreamMode =>
  typeof streams === 'string' ? streams : (streams[jobType] ?? 'auto');

const documentsOption = (
  cluster: WorkerCluster,
  { documents }: ConnectorWorkersOptions,
): { readonly documents?: DocumentStore } => {
  if (documents !== undefined) return { documents };
  return cluster.rest === undefined ? {} : { documents: createClusterDocumentStore(cluster) };
};

/** Whether deployed models of the cluster say where secrets may be used. */
const needsModels = ({ secrets, models }: ConnectorWorkersOptions): boolean =>
  secrets !== undefined && secrets.scope !== 'any' && models === undefined;

const reportWithin = (
  models: ClusterModels,
  { logger, signal }: { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<void> => reportModels(models, { logger, signal: timeoutSignal(REPORT_MS, signal) });

function reportOnce(logger: Logger, message: string): () => void {
  let isReported = false;
  return () => {
    if (!isReported) logger.info({}, message);
    isReported = true;
  };
}
