import { Counter, Gauge, type Registry } from 'prom-client';

/** Counts of what happened since the service started. */
export interface ServiceFacts {
  readonly droppedLogLines: number;
  readonly survivedErrors: number;
  readonly workerDeaths: number;
  /** Jobs that were running when their process or worker ended, and have not finished cleanly since. */
  readonly markedJobs: number;
  /** Whether the last reload was refused. */
  readonly isConfigurationRefused: boolean;
}

export const NO_FACTS: ServiceFacts = {
  droppedLogLines: 0,
  survivedErrors: 0,
  workerDeaths: 0,
  markedJobs: 0,
  isConfigurationRefused: false,
};

export function addServiceFacts(registry: Registry, read: () => ServiceFacts): void {
  const registers = [registry];
  const addCounter = (name: string, help: string, count: (facts: ServiceFacts) => number): Counter =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(count(read()));
      },
    });
  addCounter(
    'jobwright_log_lines_dropped_total',
    'Log lines that could not be written, for example because the disk was full or the reader was gone.',
    ({ droppedLogLines }) => droppedLogLines,
  );
  addCounter(
    'jobwright_errors_survived_total',
    'Unhandled promise rejections from connectors.',
    ({ survivedErrors }) => survivedErrors,
  );
  addCounter(
    'jobwright_isolated_worker_deaths_total',
    'Workers of isolated connectors that ended unexpectedly and were restarted.',
    ({ workerDeaths }) => workerDeaths,
  );
  new Gauge({
    name: 'jobwright_jobs_marked',
    help: 'Jobs that were running when their process or worker ended, and have not finished cleanly since.',
    registers,
    collect() {
      this.set(read().markedJobs);
    },
  });
  new Gauge({
    name: 'jobwright_configuration_refused',
    help: 'Whether the last reload was refused: 1, and the service would not start again, or 0.',
    registers,
    collect() {
      this.set(read().isConfigurationRefused ? 1 : 0);
    },
  });
}
