import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createGatewayCalls } from '../gateway/gateway-calls.ts';
import { createJobCalls } from '../gateway/job-calls.ts';
import { readSdkConfiguration } from '../gateway/sdk-configuration.ts';
import { readSdkStub, type ZeebeGrpcClient } from '../gateway/sdk-stub.ts';
import { createClusterHttp } from '@jobwright/runtime/cluster';
import { createRestCalls } from '../rest/rest-calls.ts';
import type { ClusterClient } from './cluster-client.ts';
import { readClusterTls } from './read-cluster-tls.ts';

/** The calls to a cluster that job workers need. */
export type WorkerCluster = Pick<ClusterClient, 'jobs' | 'rest' | 'tenantId' | 'physicalTenantId' | 'close'>;

interface AttachOptions {
  readonly network?: OutboundNetwork | undefined;
  /** Which engine of the cluster the calls are for. Default: that of clusters with one. */
  readonly physicalTenantId?: string | undefined;
}

/**
 * The cluster that a client of `@camunda8/sdk` is connected to. Closing it leaves that client open.
 * @throws Error when the client is something else
 */
export async function attachCluster(
  client: ZeebeGrpcClient,
  { network, physicalTenantId }: AttachOptions = {},
): Promise<WorkerCluster> {
  const stub = await readSdkStub(client, physicalTenantId);
  const configuration = readSdkConfiguration(Reflect.get(client, 'config'));
  const http = createClusterHttp({ tls: readClusterTls(configuration), network });
  const { ZEEBE_REST_ADDRESS: address, CAMUNDA_TENANT_ID: tenantId = '<default>' } = configuration;
  const credentials = {
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
