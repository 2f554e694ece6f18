import { setTimeout as sleep } from 'node:timers/promises';
import { toErrorMessage } from '@jobwright/concurrency';
import { type Logger, silentLogger } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, type ConnectorWorkersOptions, runWorkers } from './connector-workers.ts';
import type { Camunda8Configuration } from './cluster/camunda8-configuration.ts';
import { toCallError } from './cluster/cluster-call-error.ts';
import { createClusterCredentials } from './cluster/cluster-credentials.ts';
import { TokenError } from './cluster/oidc-tokens.ts';
import { type Environment, readClusterSettings } from './cluster/read-cluster-settings.ts';
import { openGatewayStub } from './gateway/open-gateway-stub.ts';
import { createRenewingGateway, type GatewayConnection } from './gateway/renewing-gateway.ts';
import { createTransport } from './gateway/transport.ts';
import { createZeebeGateway } from './gateway/zeebe-gateway.ts';

export interface StartConnectorsOptions extends ConnectorWorkersOptions {
  /** Default: the `ZEEBE_*` and `CAMUNDA_*` variables of the environment. */
  readonly camunda8?: Camunda8Configuration;
  /** Has the variables for what `camunda8` leaves out. Default: those of the process. */
  readonly environment?: Environment;
  /** How long the cluster may take to answer at the start, in milliseconds; `Infinity` waits forever. Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Ends the wait for the cluster. */
  readonly signal?: AbortSignal;
}

/** The cluster did not answer: its address, its authentication, or the cluster itself is at fault. */
export class ClusterUnreachableError extends Error {
  override readonly name = 'ClusterUnreachableError';
}

/**
 * Runs one connector or several as a job worker of their own, with a connection of their own.
 * @throws ClusterSettingsError when what is said of the cluster is incomplete
 * @throws ClusterUnreachableError when the cluster does not answer in time
 */
export async function startConnectors(options: StartConnectorsOptions): Promise<ConnectorWorkers> {
  const settings = readClusterSettings(options.camunda8, options.environment);
  const credentials = createClusterCredentials(settings, options.network);
  const open = async (): Promise<GatewayConnection> => {
    const stub = await openGatewayStub(settings, credentials);
    const transport = createTransport(stub, { onRefused: (headers) => credentials.refuse(headers) });
    return {
      gateway: createZeebeGateway(transport, settings),
      close() {
        stub.close();
        return Promise.resolve();
      },
    };
  };
  const connection = createRenewingGateway(await open(), open);
  const { gateway } = connection;
  try {
    await waitForCluster(() => gateway.topology(performance.now() + 2_000), {
      timeoutMs: options.connectTimeoutMs ?? 10_000,
      address: settings.grpcAddress,
      logger: options.logger ?? silentLogger,
      signal: options.signal,
    });
    const workers = runWorkers(gateway, options);
    return {
      runtime: workers.runtime,
      get isConnected() {
        return workers.isConnected;
      },
      async close(closeOptions) {
        await workers.close(closeOptions);
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

interface Wait {
  readonly timeoutMs: number;
  readonly address: string;
  readonly logger: Logger;
  readonly signal: AbortSignal | undefined;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;

async function waitForCluster(
  ask: () => Promise<void>,
  { timeoutMs, address, logger, signal }: Wait,
): Promise<void> {
  const until = performance.now() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      const reason = toErrorMessage(error);
      if (signal?.aborted === true || performance.now() + FIRST_PAUSE_MS >= until) {
        throw new ClusterUnreachableError(explain(error, { address, reason }), { cause: error });
      }
      if (pauseMs === FIRST_PAUSE_MS && timeoutMs === Number.POSITIVE_INFINITY)
        logger.warn({ address, reason }, 'Waiting for the cluster to answer');
      await sleep(Math.min(pauseMs, until - performance.now()), undefined, signal && { signal }).catch(
        () => undefined,
      );
    }
  }
}

/** A proxy before the cluster answers with the status of HTTP: 400 without a certificate of ours, for nginx. */
const REFUSED_BEFORE = /HTTP status code 40[0-3]/;

function explain(
  error: unknown,
  { address, reason }: { readonly address: string; readonly reason: string },
): string {
  if (error instanceof TokenError) return reason;
  const { failure } = toCallError(error);
  if (failure === 'unauthenticated' || failure === 'denied' || REFUSED_BEFORE.test(reason)) {
    return `The cluster at ${address} refuses us (${reason}): check how it authenticates clients, the CAMUNDA_* variables or \`cluster.auth\`, and our own certificate, if it asks for one`;
  }
  if (failure === 'untrusted') {
    return `There is no TLS with the cluster at ${address} (${reason}): check its certificate, and the authority to trust (CAMUNDA_CUSTOM_ROOT_CERT_PATH, \`cluster.tls.caFile\`)`;
  }
  return `No Camunda 8 cluster answers at ${address} (${reason}): check that it runs, and ZEEBE_GRPC_ADDRESS and the CAMUNDA_* variables for its authentication`;
}
