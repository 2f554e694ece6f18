import type { ConnectorControl } from '@jobwright/runtime';
import { Gauge, type Registry } from 'prom-client';

/** The workers of one cluster. */
export interface ObservedWorkers {
  /** The name of the cluster, which becomes a label. Default: none, as there is only one. */
  readonly cluster?: string;
  /** Absent until the cluster has answered. */
  readonly runtime?: Pick<ConnectorControl, 'connectors' | 'limitOf' | 'isPaused'>;
  /** Whether the engine hands out jobs at present. */
  readonly isConnected: boolean;
}

/**
 * Adds metrics of the workers: connection, limits, paused connectors. `read` returns the workers of each
 * cluster, each time the metrics are collected.
 */
export function addWorkerMetrics(registry: Registry, read: () => readonly ObservedWorkers[]): void {
  const registers = [registry];
  new Gauge({
    name: 'jobwright_connected',
    help: 'Whether the engine hands out jobs: 1, or 0 while it does not answer.',
    labelNames: ['cluster'],
    registers,
    collect() {
      this.reset();
      const all = read();
      if (all.length === 0) this.set(0);
      for (const workers of all) this.set(clusterLabel(workers), Number(workers.isConnected));
    },
  });
  const ofEach = (
    name: string,
    help: string,
    readValue: (runtime: NonNullable<ObservedWorkers['runtime']>, type: string) => number,
  ): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['cluster', 'type'],
      registers,
      collect() {
        this.reset();
        for (const { runtime, ...workers } of read()) {
          if (runtime === undefined) continue;
          for (const { type } of runtime.connectors) {
            this.set({ ...clusterLabel(workers), type }, readValue(runtime, type));
          }
        }
      },
    });
  ofEach('jobwright_jobs_limit', 'How many jobs may be in flight at a time.', (runtime, type) =>
    runtime.limitOf(type),
  );
  ofEach('jobwright_connector_paused', 'Whether the admin API has paused the connector.', (runtime, type) =>
    Number(runtime.isPaused(type)),
  );
}

const clusterLabel = ({ cluster }: Pick<ObservedWorkers, 'cluster'>): { readonly cluster?: string } =>
  cluster === undefined ? {} : { cluster };
