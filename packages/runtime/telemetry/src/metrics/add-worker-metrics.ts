import type { ConnectorRuntime } from '@jobwright/runtime';
import { Gauge, type Registry } from 'prom-client';

/** Connectors at work on a cluster. */
export interface ObservedWorkers {
  readonly runtime: Pick<ConnectorRuntime, 'connectors' | 'limitOf' | 'isPaused'>;
  readonly isConnected: boolean;
}

/** Metrics of the workers as they are when somebody asks; `read` gives `undefined` while there are none. */
export function addWorkerMetrics(registry: Registry, read: () => ObservedWorkers | undefined): void {
  const registers = [registry];
  new Gauge({
    name: 'jobwright_connected',
    help: 'Whether the engine gives jobs: 1, or 0 while it does not answer.',
    registers,
    collect() {
      this.set(read()?.isConnected === true ? 1 : 0);
    },
  });
  const ofEach = (
    name: string,
    help: string,
    tell: (runtime: ObservedWorkers['runtime'], type: string) => number,
  ): Gauge =>
    new Gauge({
      name,
      help,
      labelNames: ['type'],
      registers,
      collect() {
        this.reset();
        const runtime = read()?.runtime;
        for (const { type } of runtime?.connectors ?? []) {
          if (runtime !== undefined) this.set({ type }, tell(runtime, type));
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
