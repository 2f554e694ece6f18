import type { Logger } from '@jobwright/connector-sdk';
import type { ActivatedJob } from '../job.ts';
import { type JobStatistics, StatisticsBook } from '../job-statistics.ts';
import { jobLogFields } from './job-log-fields.ts';
import type { JobEnd, JobObservation, JobObserver } from './job-observer.ts';
import { observeJob } from './observe-job.ts';

/** One delivery of a job, from its activation to its end. */
export interface JobRecord {
  readonly observation: Required<JobObservation>;
  /** Runs the work and records how it ended: once, whatever happens. Never rejects. */
  readonly end: (work: () => Promise<JobEnd>) => Promise<void>;
}

/** Counts jobs, and reports each to the observers. */
export interface JobRecords {
  begin(job: ActivatedJob): JobRecord;
  statistics(): Readonly<Record<string, JobStatistics>>;
}

export interface JobRecordsOptions {
  readonly types: readonly string[];
  readonly observers: readonly JobObserver[];
  readonly logger: Logger;
}

export function createJobRecords({ types, observers, logger }: JobRecordsOptions): JobRecords {
  const book = new StatisticsBook(types);
  return {
    begin(job) {
      book.count(job.type, 'activated');
      const observation = observeJob(job, observers, logger);
      const record = (end: JobEnd): void => {
        book.count(job.type, end.outcome);
        observation.ended(end);
      };
      return {
        observation,
        async end(work) {
          try {
            record(await work());
          } catch (error) {
            record({ outcome: 'unanswered' });
            logger.error(
              { ...jobLogFields(job, observation.logFields), error },
              'Job could not be answered; the engine hands it out again after its deadline',
            );
          }
        },
      };
    },
    statistics: () => book.toRecord(),
  };
}
