import { wrongInputError } from '../command-line/command-error.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import { type Cluster, listClusters } from '../configuration/list-clusters.ts';

/**
 * The cluster with the given name, or the only one.
 * @throws CommandError that lists the names
 */
export function chooseCluster(
  configuration: Pick<Configuration, 'cluster' | 'clusters'>,
  name: string | undefined,
): Cluster {
  const clusters = listClusters(configuration);
  const named = clusters.filter((cluster) => name === undefined || cluster.name === name);
  const [chosen, ...others] = named;
  if (chosen !== undefined && others.length === 0) return chosen;
  const names = clusters.map((cluster) => cluster.name).join(', ');
  throw wrongInputError(`Choose one of the clusters with --cluster: ${names}`);
}
