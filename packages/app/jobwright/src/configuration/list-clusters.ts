import type { ClusterConfiguration } from './cluster.schema.ts';
import type { Configuration } from './configuration.schema.ts';

export interface Cluster extends ClusterConfiguration {
  /** One of `clusters`. The variables of Camunda's clients tell what it leaves out; of `cluster` they count more than the file. */
  readonly isListed: boolean;
}

/** The clusters of a configuration: those of `clusters`, else the one of `cluster`. */
export const listClusters = ({
  cluster,
  clusters,
}: Pick<Configuration, 'cluster' | 'clusters'>): readonly Cluster[] =>
  clusters?.map((each) => ({ ...each, isListed: true })) ?? [{ ...cluster, isListed: false }];
