/**
 * Whose jobs a metric counts: the type of the jobs and, where a service has several clusters, the name of the
 * cluster.
 */
export interface JobLabels {
  readonly type: string;
  readonly cluster?: string;
}

export const jobLabelNames = ['cluster', 'type'] as const;

export const jobLabels = (type: string, cluster: string | undefined): JobLabels =>
  cluster === undefined ? { type } : { cluster, type };
