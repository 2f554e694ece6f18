import type { ClusterConfiguration } from './cluster.schema.ts';
import type { Camunda7ClusterConfiguration } from './camunda7-cluster.schema.ts';
import type { Camunda8ClusterConfiguration } from './camunda8-cluster.schema.ts';
import type { Configuration } from './configuration.schema.ts';

interface Listed {
  /**
   * Whether it is an entry of `clusters`. Variables of Camunda's clients fill in what an entry omits, but
   * override `cluster`.
   */
  readonly isListed: boolean;
}

export type Camunda8Cluster = Camunda8ClusterConfiguration & Listed;
export type Camunda7Cluster = Camunda7ClusterConfiguration & Listed;
export type Cluster = ClusterConfiguration & Listed;

/** The clusters of a configuration: all of `clusters`, else the one of `cluster`. */
export const listClusters = ({
  cluster,
  clusters,
}: Pick<Configuration, 'cluster' | 'clusters'>): readonly Cluster[] =>
  clusters?.map((each) => ({ ...each, isListed: true })) ?? [{ ...cluster, isListed: false }];
