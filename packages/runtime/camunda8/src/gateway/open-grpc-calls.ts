import type { ClusterCredentials } from '@jobwright/runtime/cluster';
import { clusterTopology, deployment } from '../cluster/cluster-answers.ts';
import type { ClusterCalls } from '../cluster/cluster-calls.ts';
import type { ClusterSettings } from '../cluster/cluster-settings.ts';
import { createGatewayCalls } from './gateway-calls.ts';
import { createJobCalls } from './job-calls.ts';
import { openGatewayStub } from './open-gateway-stub.ts';
import { createRenewingCalls, type OpenGatewayCalls } from './renewing-calls.ts';

/**
 * Opens the calls of a cluster over gRPC; nothing is sent yet.
 * @throws ClusterSettingsError when a TLS file cannot be read
 */
export async function openGrpcCalls(
  settings: ClusterSettings,
  credentials: ClusterCredentials,
): Promise<ClusterCalls> {
  const connect = async (): Promise<OpenGatewayCalls> => {
    const stub = await openGatewayStub(settings, credentials);
    const calls = createGatewayCalls(stub, { refuse: (headers) => credentials.refuse(headers) });
    return { ...calls, close: () => stub.close() };
  };
  const gateway = createRenewingCalls(await connect(), connect);
  return {
    address: settings.grpcAddress,
    usesTls: settings.usesTls,
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
    jobs: createJobCalls(gateway),
    close: () => gateway.close(),
  };
}
