import { findNamedCluster, startEngineProcess } from '@jobwright/servers/test-cluster';
import { type BenchmarkContext, UsageError } from '../benchmark.ts';
import type { Cluster } from './contestants.ts';

export interface OpenCluster extends Cluster {
  /** Where its counters are. */
  readonly managementAddress: string;
  close(): Promise<void>;
}

/**
 * The cluster that the environment names, else the embedded engine in a process of its own.
 * @throws UsageError for a cluster that not all contestants can use
 */
export async function openCluster(
  environment: BenchmarkContext['environment'],
  log: BenchmarkContext['log'],
): Promise<OpenCluster> {
  const named = findNamedCluster(environment);
  if (named === undefined) {
    log('Starting the embedded engine in a process of its own ...');
    const engine = await startEngineProcess();
    return { ...engine, close: () => engine.stop() };
  }
  const { grpcAddress, restAddress, managementAddress, variables } = named;
  if (managementAddress === undefined) {
    throw new UsageError(
      'The cluster counts the work: set CAMUNDA_MANAGEMENT_ADDRESS to its management port, e.g. http://localhost:9600.',
    );
  }
  if (!grpcAddress.startsWith('grpc://') || variables['CAMUNDA_AUTH_STRATEGY'] !== 'NONE') {
    throw new UsageError(
      'The contestants have neither TLS nor credentials: name a cluster that asks for none.',
    );
  }
  log(`On the cluster at ${grpcAddress} ...`);
  return {
    grpcAddress,
    restAddress,
    managementAddress,
    close: () => Promise.resolve(),
  };
}
