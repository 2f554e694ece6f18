import { ClusterCallError, type ClusterClient, type ClusterTopology } from '@jobwright/camunda8';
import { explainClusterFailure } from '../../cluster/connect-cluster.ts';
import { type Check, fail, type Finding, ok, warn } from './check.ts';

export interface ClusterParts {
  readonly cluster: ClusterClient;
  readonly timeoutMs: number;
}

/** Checks whether the credentials, if there are any, yield a token. */
export const checkAuthentication = ({ cluster, timeoutMs }: ClusterParts): Check => ({
  name: 'authentication',
  async run(signal) {
    try {
      const { authorization = '' } = await cluster.authHeaders({ timeoutMs, signal });
      const [scheme] = authorization.split(' ');
      if (scheme === 'Bearer') return ok('got a token for the credentials');
      if (scheme === 'Basic')
        return ok('user and password are sent; the cluster checks show whether they are accepted');
      return ok('no authentication is used');
    } catch (error) {
      return explainFailure(error, cluster.grpcAddress);
    }
  },
});

/** Checks whether the gRPC gateway answers, and reports what it says about its cluster. */
export const checkCluster = ({ cluster, timeoutMs }: ClusterParts): Check => ({
  name: 'cluster (gRPC)',
  async run(signal) {
    try {
      const topology = await cluster.topology({ timeoutMs, signal });
      return judgeTopology(topology, cluster);
    } catch (error) {
      return isOfToken(error)
        ? warn('skipped: there is no token')
        : explainFailure(error, cluster.grpcAddress);
    }
  },
});

const isOfToken = (error: unknown): boolean =>
  error instanceof ClusterCallError && (error.failure === 'token' || error.failure === 'tokenEndpoint');

function explainFailure(error: unknown, address: string): Finding {
  if (!(error instanceof ClusterCallError)) throw error;
  const { problem, advice } = explainClusterFailure(error, address);
  return fail(problem, advice);
}

function judgeTopology(
  { gatewayVersion, brokers, partitionsCount }: ClusterTopology,
  { grpcAddress, usesTls }: ClusterClient,
): Finding {
  const facts = `Camunda ${gatewayVersion} at ${grpcAddress}${usesTls ? ' with TLS' : ''}, ${count(brokers.length, 'broker')}, ${count(partitionsCount, 'partition')}`;
  const sick = brokers.flatMap(({ nodeId, partitions }) =>
    partitions
      .filter(({ health }) => health.toUpperCase() !== 'HEALTHY')
      .map(
        ({ partitionId, health }) =>
          `partition ${partitionId} of broker ${nodeId} is ${health.toLowerCase()}`,
      ),
  );
  const leaders = new Set(
    brokers.flatMap(({ partitions }) =>
      partitions.flatMap(({ partitionId, role }) => (role.toUpperCase() === 'LEADER' ? [partitionId] : [])),
    ),
  );
  if (leaders.size < partitionsCount)
    sick.push(`only ${leaders.size} of ${partitionsCount} partitions have a leader`);
  return sick.length === 0 ? ok(facts) : warn(`${facts}; ${sick.join(', ')}`, 'check the brokers');
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
