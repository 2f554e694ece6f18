import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { type ClusterCredentials, createClusterHttp } from '@jobwright/runtime/cluster';
import { createGatewayCalls } from '../gateway/gateway-calls.ts';
import type { GatewayStub } from '../gateway/gateway-stub.ts';
import { createJobCalls } from '../gateway/job-calls.ts';
import { readSdkConfiguration } from '../gateway/sdk-configuration.ts';
import { readSdkStub } from '../gateway/sdk-stub.ts';
import { openRestCalls } from '../rest/open-rest-calls.ts';
import { createRestCalls } from '../rest/rest-calls.ts';
import { readSdkRestClient, type SdkRestAccess } from '../rest/sdk-rest-client.ts';
import { type AttachableClient, unknownClient } from './attached-client.ts';
import type { ClusterClient } from './cluster-client.ts';
import { readClusterTls } from './read-cluster-tls.ts';

/** The calls to a cluster that job workers need. */
export type WorkerCluster = Pick<ClusterClient, 'jobs' | 'rest' | 'tenantId' | 'physicalTenantId' | 'close'>;

interface AttachOptions {
  readonly network?: OutboundNetwork | undefined;
  /** Which engine of the cluster the calls are for. Default: that of clusters with one. */
  readonly physicalTenantId?: string | undefined;
}

/** What the configuration of the client says, and what the options say. */
interface ClientSettings extends AttachOptions {
  readonly tls: ReturnType<typeof readClusterTls>;
  readonly tenantId: string;
  readonly restAddress: string | undefined;
}

/**
 * The cluster that a client of `@camunda8/sdk` is connected to. Closing it leaves that client open.
 * @throws Error when the client is something else
 */
export async function attachCluster(
  client: AttachableClient,
  options: AttachOptions = {},
): Promise<WorkerCluster> {
  const given: unknown = client;
  if (typeof given !== 'object' || given === null) throw unknownClient();
  const configuration = readSdkConfiguration(Reflect.get(given, 'config'));
  const settings = {
    ...options,
    tls: readClusterTls(configuration),
    tenantId: configuration.CAMUNDA_TENANT_ID ?? '<default>',
    restAddress: configuration.ZEEBE_REST_ADDRESS,
  };
  const rest = readSdkRestClient(given);
  if (rest !== undefined) return attachRest(rest, settings);
  const stub = await readSdkStub(given, options.physicalTenantId);
  if (stub !== undefined) return attachGrpc(stub, settings);
  throw unknownClient();
}

function attachGrpc(stub: GatewayStub, settings: ClientSettings): WorkerCluster {
  const { restAddress: address, tenantId, physicalTenantId, tls, network } = settings;
  const http = createClusterHttp({ tls, network });
  const credentials: ClusterCredentials = {
    getHeaders: async () => (await stub.authorize()).headers,
    // The client renews its tokens itself.
    refuse: () => undefined,
  };
  return {
    tenantId,
    physicalTenantId,
    jobs: createJobCalls(createGatewayCalls(stub)),
    rest:
      address === undefined ? undefined : createRestCalls({ address, http, credentials, physicalTenantId }),
    close: () => http.close(),
  };
}

function attachRest({ address, credentials }: SdkRestAccess, settings: ClientSettings): WorkerCluster {
  const { tenantId, physicalTenantId, tls, network } = settings;
  const rest = { restAddress: address, tls, userAgent: undefined, physicalTenantId };
  const calls = openRestCalls(rest, { credentials, network });
  const http = createClusterHttp({ tls, network });
  return {
    tenantId,
    physicalTenantId,
    jobs: calls.jobs,
    rest: createRestCalls({ address, http, credentials, physicalTenantId }),
    async close() {
      await calls.close();
      await http.close();
    },
  };
}
