import { setTimeout as sleep } from 'node:timers/promises';
import { Camunda8 } from '@camunda8/sdk';
import { type Logger, silentLogger } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, type ConnectorWorkersOptions, runWorkers } from './connector-workers.ts';
import { GrpcStatus, toGrpcStatus } from './grpc-status.ts';
import { createOidcTokens, type OidcTokens, TokenError } from './oidc-tokens.ts';
import { createRenewingGateway, type GatewayConnection } from './renewing-gateway.ts';
import { readSdkConfiguration, toOidcClient } from './sdk-configuration.ts';
import { createZeebeGateway } from './zeebe-gateway.ts';

/** How `@camunda8/sdk` is told where the cluster is; what is left out it takes from the environment. */
export type Camunda8Configuration = NonNullable<ConstructorParameters<typeof Camunda8>[0]>;

export interface StartConnectorsOptions extends ConnectorWorkersOptions {
  /** Default: the `ZEEBE_*` and `CAMUNDA_*` variables of the environment. */
  readonly camunda8?: Camunda8Configuration;
  /** How long the cluster may take to answer at the start, in milliseconds; `Infinity` waits forever. Default 10,000. */
  readonly connectTimeoutMs?: number;
  /** Ends the wait for the cluster. */
  readonly signal?: AbortSignal;
}

/** The gateway refuses pings more often than every 30 s. */
const KEEPALIVE_MS = 45_000;

/** The cluster did not answer: its address, its authentication, or the cluster itself is at fault. */
export class ClusterUnreachableError extends Error {
  override readonly name = 'ClusterUnreachableError';
}

/**
 * Runs one connector or several as a job worker of their own, with a connection of their own.
 * @throws ClusterUnreachableError when the cluster does not answer in time
 */
export async function startConnectors(options: StartConnectorsOptions): Promise<ConnectorWorkers> {
  let connections = 0;
  let tokens: OidcTokens | undefined;
  const open = async (): Promise<GatewayConnection & { readonly address: string }> => {
    const connected = connect(toConfiguration(options.camunda8, (connections += 1)), tokens);
    tokens = connected.tokens;
    const client = connected.camunda8.getZeebeGrpcApiClient();
    return {
      gateway: await createZeebeGateway(client, { onUnauthenticated: () => tokens?.forget() }),
      address: client.gatewayAddress,
      close: () => connected.camunda8.closeAllClients(),
    };
  };
  const first = await open();
  const connection = createRenewingGateway(first, open);
  const { gateway } = connection;
  try {
    await waitForCluster(() => gateway.topology(Date.now() + 2_000), {
      timeoutMs: options.connectTimeoutMs ?? 10_000,
      address: first.address,
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

/** The SDK, with tokens of ours where it is configured to take some. */
function connect(configuration: Camunda8Configuration, known: OidcTokens | undefined) {
  const camunda8 = new Camunda8(configuration);
  const oidc = toOidcClient(readSdkConfiguration(Reflect.get(camunda8, 'configuration')));
  if (oidc === undefined) return { camunda8, tokens: undefined };
  const tokens = known ?? createOidcTokens(oidc);
  return { camunda8: new Camunda8({ ...configuration, oAuthProvider: tokens }), tokens };
}

/** Connections of one address are shared by their settings: another keepalive makes another connection. */
const toConfiguration = (
  given: Camunda8Configuration | undefined,
  connection: number,
): Camunda8Configuration => ({
  // Tokens are ours: the SDK would write them to the home folder.
  CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
  CAMUNDA_LOG_LEVEL: 'none',
  ...given,
  zeebeGrpcSettings: {
    ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
    GRPC_KEEPALIVE_TIMEOUT_MS: 10_000,
    ...given?.zeebeGrpcSettings,
    GRPC_KEEPALIVE_TIME_MS: (given?.zeebeGrpcSettings?.GRPC_KEEPALIVE_TIME_MS ?? KEEPALIVE_MS) + connection,
  },
});

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
  const until = Date.now() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (signal?.aborted === true || Date.now() + FIRST_PAUSE_MS >= until) {
        throw new ClusterUnreachableError(explain(error, { address, reason }), { cause: error });
      }
      if (pauseMs === FIRST_PAUSE_MS && timeoutMs === Number.POSITIVE_INFINITY)
        logger.warn({ address, reason }, 'Waiting for the cluster to answer');
      await sleep(Math.min(pauseMs, until - Date.now()), undefined, signal && { signal }).catch(
        () => undefined,
      );
    }
  }
}

const CERTIFICATE = /certificate|self-signed|unable to (get|verify)|tls|ssl|altname|EPROTO/i;

function explain(
  error: unknown,
  { address, reason }: { readonly address: string; readonly reason: string },
): string {
  if (error instanceof TokenError) return reason;
  const status = toGrpcStatus(error);
  if (status === GrpcStatus.UNAUTHENTICATED || status === GrpcStatus.PERMISSION_DENIED) {
    return `The cluster at ${address} refuses us (${reason}): check how it authenticates clients and the CAMUNDA_* variables, or \`cluster.auth\``;
  }
  if (CERTIFICATE.test(reason)) {
    return `There is no TLS with the cluster at ${address} (${reason}): check its certificate, the authority to trust (CAMUNDA_CUSTOM_ROOT_CERT_PATH, \`cluster.tls.caFile\`) and our own certificate, if it asks for one`;
  }
  return `No Camunda 8 cluster answers at ${address} (${reason}): check that it runs, and ZEEBE_GRPC_ADDRESS and the CAMUNDA_* variables for its authentication`;
}
