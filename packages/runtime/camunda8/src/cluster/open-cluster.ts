import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { createGatewayCalls } from '../gateway/gateway-calls.ts';
import { createJobCalls } from '../gateway/job-calls.ts';
import { openGatewayStub } from '../gateway/open-gateway-stub.ts';
import { createRenewingCalls, type OpenGatewayCalls } from '../gateway/renewing-calls.ts';
import { createClusterHttp } from '../rest/cluster-http.ts';
import { createRestCalls } from '../rest/rest-calls.ts';
import type { Camunda8Configuration } from './camunda8-configuration.ts';
import { clusterTopology, deployment } from './cluster-answers.ts';
import type { ClusterClient } from './cluster-client.ts';
import { createClusterCredentials, waitForCredentials } from './cluster-credentials.ts';
import { type Environment, readClusterSettings } from './read-cluster-settings.ts';

/** The options of a cluster's client. */
export interface ClusterOptions {
  /** Proxies and limits for the REST API and the token endpoint. Default: a direct connection without limits. */
  readonly network?: OutboundNetwork | undefined;
  /** Has the `ZEEBE_*` and `CAMUNDA_*` variables for what the configuration leaves out. Default: those of the process. */
  readonly environment?: Environment | undefined;
}

/**
 * Opens a client of a cluster; nothing is sent yet. Close it when it is no longer needed.
 * @throws ClusterSettingsError when the settings are incomplete, or a TLS file cannot be read
 * @throws ClusterVariableError when a setting is not valid
 */
export async function openCluster(
  camunda8: Camunda8Configuration = {},
  { network, environment }: ClusterOptions = {},
): Promise<ClusterClient> {
  const settings = readClusterSettings(camunda8, environment);
  const { grpcAddress, usesTls, restAddress, tenantId, tls } = settings;
  const http = createClusterHttp({ tls, network });
  const credentials = createClusterCredentials(settings.authentication, http);
  const connect = async (): Promise<OpenGatewayCalls> => {
    const stub = await openGatewayStub(settings, credentials);
    const calls = createGatewayCalls(stub, { refuse: (headers) => credentials.refuse(headers) });
    return { ...calls, close: () => stub.close() };
  };
  const gateway = createRenewingCalls(await connect(), connect);
  return {
    grpcAddress,
    usesTls,
    tenantId,
    topology: async (bounds) =>
      clusterTopology.parse(await gateway.unary({ method: 'Topology', request: {} }, bounds)),
    async deploy(request, bounds) {
      const resources = request.resources.map(({ name, content }) => ({
        name,
        content: Buffer.from(content),
      }));
      const sent = { resources, tenantId: request.tenantId ?? '' };
      const answer = await gateway.unary({ method: 'DeployResource', request: sent }, bounds);
      return deployment.parse(answer).deployments;
    },
    authHeaders: async (bounds) => waitForCredentials(bounds, () => credentials.getHeaders()),
    jobs: createJobCalls(gateway),
    rest: createRestCalls({ address: restAddress, http, credentials }),
    async close() {
      await gateway.close();
      await http.close();
    },
  };
}
