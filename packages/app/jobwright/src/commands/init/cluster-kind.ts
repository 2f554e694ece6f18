/** What a new configuration is for; `none`: the environment names the cluster. */
export const CLUSTER_KINDS = ['camunda8', 'camunda7', 'none'] as const;
export type ClusterKind = (typeof CLUSTER_KINDS)[number];

export const isClusterKind = (text: string): text is ClusterKind =>
  CLUSTER_KINDS.some((kind) => kind === text);
