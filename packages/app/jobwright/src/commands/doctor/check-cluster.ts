import {
  type CallBounds,
  ClusterCallError,
  type ClusterClient,
  type ClusterTopology,
} from '@jobwright/camunda8';
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
      return explainFailure(error, cluster);
    }
  },
});

/** Checks whether what gives jobs answers, and reports what it says about its cluster. */
export const checkCluster = ({ cluster, timeoutMs }: ClusterParts): Check => ({
  name: cluster.transport === 'grpc' ? 'cluster (gRPC)' : 'cluster (jobs over REST)',
  async run(signal) {
    try {
      const topology = await cluster.topology({ timeoutMs, signal });
      if (cluster.transport === 'rest') await pollNoJobs(cluster, { timeoutMs, signal });
      return judgeTopology(topology, cluster);
    } catch (error) {
      return isOfToken(error) ? warn('skipped: there is no token') : explainFailure(error, cluster);
    }
  },
});

/** A poll over REST may be refused, or not get through, where the topology does. No job has this type. */
const pollNoJobs = (cluster: ClusterClient, bounds: CallBounds): Promise<void> =>
  cluster.jobs.activate(
    {
      type: 'jobwright:doctor:1',
      worker: 'jobwright-doctor',
      timeout: 1_000,
      maxJobsToActivate: 1,
      requestTimeout: -1,
      fetchVariable: [],
      tenantIds: [cluster.tenantId],
    },
    { ...bounds, onJob: () => undefined },
  );

const isOfToken = (error: unknown): boolean =>
  error instanceof ClusterCallError && (error.failure === 'token' || error.failure === 'tokenEndpoint');

function explainFailure(error: unknown, cluster: ClusterClient): Finding {
  if (!(error instanceof ClusterCallError)) throw error;
  const { problem, advice } = explainClusterFailure(error, cluster);
  return fail(problem, advice);
}

function judgeTopology(
  { gatewayVersion, brokers, partitionsCount }: ClusterTopology,
  { address, usesTls, transport, physicalTenantId }: ClusterClient,
): Finding {
  const facts = `Camunda ${gatewayVersion} at ${address}${usesTls && transport === 'grpc' ? ' with TLS' : ''}${physicalTenantId === undefined ? '' : `, physical tenant ${physicalTenantId}`}, ${count(brokers.length, 'broker')}, ${count(partitionsCount, 'partition')}`;
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
