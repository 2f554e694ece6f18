import { ClusterCallError } from '@jobwright/camunda8';
import { type CommandError, wrongInputError } from '../../command-line/command-error.ts';
import { clusterError, connectCluster } from '../../cluster/connect-cluster.ts';
import type { Camunda8Cluster } from '../../configuration/list-clusters.ts';
import type { Deployed, Deployment } from './deployment.ts';

/** @throws CommandError that says what is wrong and what to do */
export async function deployToCamunda8(target: Camunda8Cluster, deployment: Deployment): Promise<Deployed> {
  const { resources, tenantId, timeoutMs, signal, onConnect } = deployment;
  const cluster = await connectCluster(target, deployment);
  try {
    onConnect(cluster.address);
    const deployed = await cluster
      .deploy({ resources, tenantId }, { timeoutMs, signal })
      .catch((error: unknown) => {
        throw refusalError(error) ?? clusterError(error, cluster);
      });
    return { address: cluster.address, resources: deployed };
  } finally {
    await cluster.close();
  }
}

/** The cluster lists files and problems below a first line that only says that there are some. */
function refusalError(error: unknown): CommandError | undefined {
  if (!(error instanceof ClusterCallError) || error.failure !== 'refused') return undefined;
  const [, ...problems] = error.message.split('\n');
  const reason = (problems.length === 0 ? error.message : problems.join(' ')).replaceAll(/\s+/g, ' ').trim();
  return wrongInputError(`Nothing was deployed, correct this: ${reason}`, { cause: error });
}
