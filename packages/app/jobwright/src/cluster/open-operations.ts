import { ClusterCallError } from '@jobwright/camunda8';
import type { ClusterOperations } from '@jobwright/runtime/cluster';
import { CommandError, ExitCode, wrongInputError } from '../command-line/command-error.ts';
import { clusterSettings } from '../configuration/cluster-settings.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Environment } from '../configuration/environment.ts';
import type { Camunda7Cluster, Camunda8Cluster, Cluster } from '../configuration/list-clusters.ts';
import { clusterError, connectCluster } from './connect-cluster.ts';
import { connectEngine, engineError } from './connect-engine.ts';

/** What operators do on a cluster of the configuration. */
export interface OpenedOperations {
  readonly operations: ClusterOperations;
  /** Of its REST API. */
  readonly address: string;
  /** Turns a failed call into the error that ends the command; returns any other error unchanged. */
  readonly explain: (error: unknown) => unknown;
  readonly close: () => Promise<void>;
}

interface OperationParts {
  readonly network: Configuration['network'];
  readonly environment: Environment;
}

/**
 * Opens the REST API of a cluster for operators. Nothing is sent yet.
 * @throws CommandError when the settings are incomplete, or name only the gRPC gateway
 */
export const openOperations = (cluster: Cluster, parts: OperationParts): Promise<OpenedOperations> =>
  cluster.kind === 'camunda7' ? openCamunda7(cluster, parts) : openCamunda8(cluster, parts);

async function openCamunda7(cluster: Camunda7Cluster, parts: OperationParts): Promise<OpenedOperations> {
  const engine = await connectEngine(cluster, parts);
  const { createEngineOperations } = await import('@jobwright/camunda7');
  const { jsonVariables, maxTextCharacters } = cluster;
  return {
    operations: createEngineOperations(engine, {
      maxTextCharacters,
      ...(jsonVariables !== undefined && { jsonVariables }),
    }),
    address: engine.address,
    explain: (error) => engineError(error, engine),
    close: () => engine.close(),
  };
}

async function openCamunda8(cluster: Camunda8Cluster, parts: OperationParts): Promise<OpenedOperations> {
  requireRest(cluster, parts.environment);
  const client = await connectCluster(cluster, parts);
  const address = client.rest?.address ?? client.address;
  return {
    operations: client.operations,
    address,
    explain: (error) => explainMissing(error, address) ?? clusterError(error, { address, transport: 'rest' }),
    close: () => client.close(),
  };
}

/** The default address is right only where nothing is set. */
function requireRest(cluster: Camunda8Cluster, environment: Environment): void {
  const settings = { ...environment, ...clusterSettings(cluster, environment) };
  if (settings['ZEEBE_REST_ADDRESS'] !== undefined) return;
  const grpc = settings['ZEEBE_GRPC_ADDRESS'] ?? settings['ZEEBE_ADDRESS'];
  if (grpc === undefined) return;
  const setting = cluster.isListed
    ? `restAddress of the cluster ${cluster.name}`
    : 'ZEEBE_REST_ADDRESS or cluster.restAddress';
  throw wrongInputError(
    `Only the gRPC gateway of the cluster is known (${String(grpc)}), and incidents and instances are read and changed over its REST API, which Camunda has from 8.8 on: set ${setting}, e.g. http://localhost:8080`,
  );
}

const MISSING: ReadonlySet<number | undefined> = new Set([404, 405, 501]);

/** An older cluster answers that there is nothing at the path. */
function explainMissing(error: unknown, address: string): CommandError | undefined {
  if (
    !(error instanceof ClusterCallError) ||
    error.failure !== 'unexpected' ||
    !MISSING.has(error.httpStatus)
  )
    return undefined;
  return new CommandError(
    ExitCode.WRONG_INPUT,
    `The cluster at ${address} has no such endpoint (${error.message}): Camunda has incidents and instances in its REST API from 8.8 on; check ZEEBE_REST_ADDRESS or cluster.restAddress`,
    { cause: error },
  );
}
