import { Counter, Gauge, type Registry } from 'prom-client';

/** What the service has lived through since its start. */
export interface ServiceFacts {
  readonly droppedLogLines: number;
  readonly survivedErrors: number;
  readonly workerDeaths: number;
  /** Jobs that were at work when what ran them died, and have not come to a clean end since. */
  readonly markedJobs: number;
}

export const NO_FACTS: ServiceFacts = {
  droppedLogLines: 0,
  survivedErrors: 0,
  workerDeaths: 0,
  markedJobs: 0,
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
    'Lines of the log that could not be written: a full disk, a reader that has gone.',
    ({ droppedLogLines }) => droppedLogLines,
  );
  addCounter(
    'jobwright_errors_survived_total',
    'Rejected promises that nobody waited for, left behind by connectors.',
    ({ survivedErrors }) => survivedErrors,
  );
  addCounter(
    'jobwright_isolated_worker_deaths_total',
    'Workers of isolated connectors that died and were started anew.',
    ({ workerDeaths }) => workerDeaths,
  );
  new Gauge({
    name: 'jobwright_jobs_marked',
    help: 'Jobs that were at work when what ran them died, and have not come to a clean end since.',
    registers,
    collect() {
      this.set(read().markedJobs);
    },
  });
}
