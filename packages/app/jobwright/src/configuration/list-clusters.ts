import type { ClusterConfiguration } from './cluster.schema.ts';
import type { Configuration } from './configuration.schema.ts';

export interface Cluster extends ClusterConfiguration {
  /**
   * Whether it is an entry of `clusters`. Variables of Camunda's clients fill in what an entry omits, but
   * override `cluster`.
   */
  readonly isListed: boolean;
}

/** The clusters of a configuration: all of `clusters`, else the one of `cluster`. */
export const listClusters = ({
  cluster,
  clusters,
}: Pick<Configuration, 'cluster' | 'clusters'>): readonly Cluster[] =>
  clusters?.map((each) => ({ ...each, isListed: true })) ?? [{ ...cluster, isListed: false }];
