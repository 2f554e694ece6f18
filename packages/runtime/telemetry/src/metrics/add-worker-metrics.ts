import type { ConnectorRuntime } from '@jobwright/runtime';
import { Gauge, type Registry } from 'prom-client';

/** Connectors at work on a cluster. */
export interface ObservedWorkers {
  /** Its name becomes a label. Left out: there is only one. */
  readonly cluster?: string;
  /** Left out while the cluster has not answered. */
  readonly runtime?: Pick<ConnectorRuntime, 'connectors' | 'limitOf' | 'isPaused'>;
  readonly isConnected: boolean;
}

/** Metrics of the workers as they are when somebody asks; `read` gives those of each cluster. */
export function addWorkerMetrics(registry: Registry, read: () => readonly ObservedWorkers[]): void {
  const registers = [registry];
  new Gauge({
    name: 'jobwright_connected',
    help: 'Whether the engine gives jobs: 1, or 0 while it does not answer.',
    labelNames: ['cluster'],
    registers,
    collect() {
      this.reset();
      const all = read();
      if (all.length === 0) this.set(0);
      for (const workers of all) this.set(toLabel(workers), Number(workers.isConnected));
    },
  });
  const ofEach = (
    name: string,
    help: string,
    tell: (runtime: NonNullable<ObservedWorkers['runtime']>, type: string) => number,
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
            this.set({ ...toLabel(workers), type }, tell(runtime, type));
          }
        }
      },
    });
  ofEach('jobwright_jobs_limit', 'How many jobs may be held at a time.', (runtime, type) =>
    runtime.limitOf(type),
  );
  ofEach('jobwright_connector_paused', 'Whether the admin API has paused the connector.', (runtime, type) =>
    Number(runtime.isPaused(type)),
  );
}

const toLabel = ({ cluster }: Pick<ObservedWorkers, 'cluster'>): { readonly cluster?: string } =>
  cluster === undefined ? {} : { cluster };
