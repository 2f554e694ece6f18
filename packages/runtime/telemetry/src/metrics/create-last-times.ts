import { Gauge, type Registry } from 'prom-client';

/** The three gauges of the Java runtime that are milliseconds there. */
export interface LastTimes {
  completed(type: string): void;
  failed(type: string): void;
  took(type: string, tookMs: number): void;
}

export function createLastTimes(registry: Registry): LastTimes {
  const lastCompleted = gauge(registry, 'last_completed', 'When the last job completed, in ms since 1970.');
  const lastFailed = gauge(registry, 'last_failed', 'When the last job failed, in ms since 1970.');
  const maxExecutionTime = gauge(
    registry,
    'max_execution_time',
    'The longest a job has taken since the start, in ms.',
  );
  const longest = new Map<string, number>();
  return {
    completed: (type) => lastCompleted.set({ type }, Date.now()),
    failed: (type) => lastFailed.set({ type }, Date.now()),
    took(type, tookMs) {
      if (tookMs <= (longest.get(type) ?? 0)) return;
      longest.set(type, tookMs);
      maxExecutionTime.set({ type }, Math.round(tookMs));
    },
  };
}

const gauge = (registry: Registry, name: string, help: string): Gauge<'type'> =>
  new Gauge({
    name: `camunda_connector_outbound_${name}`,
    help,
    labelNames: ['type'],
    registers: [registry],
  });
