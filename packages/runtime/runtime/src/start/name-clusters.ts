import { expectCount } from '../capacity/expect-count.ts';
import type { ClusterAdapter } from './cluster-adapter.ts';

/** A cluster with the name it has in logs, metrics and traces. */
export interface NamedCluster {
  readonly adapter: ClusterAdapter;
  /** Undefined for the only cluster, unless it was given one. */
  readonly name: string | undefined;
}

/** @throws Error when two have the same name */
export function nameClusters(adapters: readonly ClusterAdapter[]): readonly NamedCluster[] {
  const clusters = adapters.map((adapter) => ({
    adapter,
    name: adapter.name ?? (adapters.length > 1 ? adapter.kind : undefined),
  }));
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two clusters are named ${twice}: give each its own name`);
  for (const { adapter, name } of clusters) {
    if (adapter.maxConcurrentJobs !== undefined)
      expectCount(`maxConcurrentJobs of ${name ?? adapter.kind}`, adapter.maxConcurrentJobs);
  }
  return clusters;
}

/** The name for messages. */
export const displayName = ({ adapter, name }: NamedCluster): string => name ?? adapter.kind;
