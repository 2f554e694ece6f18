import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { openGrpcCalls } from '../gateway/open-grpc-calls.ts';
import {
  createClusterCredentials,
  createClusterHttp,
  createRestRequests,
  waitForCredentials,
} from '@jobwright/runtime/cluster';
import { createOperations } from '../operations/create-operations.ts';
import { findRestBase } from '../rest/find-rest-base.ts';
import { openRestCalls } from '../rest/open-rest-calls.ts';
import { createRestCalls } from '../rest/rest-calls.ts';
import type { Camunda8Configuration } from './camunda8-configuration.ts';
import type { ClusterClient } from './cluster-client.ts';
import { type Environment, readClusterSettings } from './read-cluster-settings.ts';

/** The options of a cluster's client. */
export interface ClusterOptions {
  /**
   * Proxies and limits for the REST API and the token endpoint. Default: a direct connection without limits.
   */
  readonly network?: OutboundNetwork | undefined;
  /**
   * What jobs come over. Default: `JOBWRIGHT_CLUSTER_TRANSPORT`, else gRPC unless only the address of the
   * REST API is set.
   */
  readonly transport?: 'auto' | 'grpc' | 'rest' | undefined;
  /**
   * Has the `ZEEBE_*` and `CAMUNDA_*` variables for what the configuration leaves out. Default: those of the
   * process.
   */
  readonly environment?: Environment | undefined;
}

/**
 * Opens a client of a cluster; nothing is sent yet. Close it when it is no longer needed.
 * @throws ClusterSettingsError when the settings are incomplete, or a TLS file cannot be read
 * @throws ClusterVariableError when a setting is not valid
 * @example
 * const cluster = await openCluster({ ZEEBE_GRPC_ADDRESS: 'grpc://localhost:26500' });
 * const { gatewayVersion } = await cluster.topology({ timeoutMs: 10_000 });
 * await cluster.close();
 */
export async function openCluster(
  camunda8: Camunda8Configuration = {},
  { network, transport: chosen, environment }: ClusterOptions = {},
): Promise<ClusterClient> {
  const settings = readClusterSettings(
    chosen === undefined ? camunda8 : { ...camunda8, JOBWRIGHT_CLUSTER_TRANSPORT: chosen },
    environment,
  );
  const { transport, restAddress, tenantId, physicalTenantId, tls, userAgent } = settings;
  const http = createClusterHttp({ tls, network });
  const credentials = createClusterCredentials(settings.authentication, http);
  const calls =
    transport === 'grpc'
      ? await openGrpcCalls(settings, credentials)
      : openRestCalls(settings, { credentials, network });
  return {
    ...calls,
    transport,
    tenantId,
    physicalTenantId,
    authHeaders: async (bounds) => waitForCredentials(bounds, () => credentials.getHeaders()),
    rest: createRestCalls({ address: restAddress, http, credentials, userAgent, physicalTenantId }),
    operations: createOperations(
      createRestRequests({
        ...{ http, credentials, userAgent },
        address: findRestBase({ address: restAddress, physicalTenantId }),
      }),
    ),
    async close() {
      await calls.close();
      await http.close();
    },
  };
}
