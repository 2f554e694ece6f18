import { createSemaphore } from '@jobwright/concurrency';
import type { Connector } from '@jobwright/connector-sdk';
import { endOf, handedBack, type HandBackReason, unreadable } from './answer/job-end.ts';
import { createJobSettler, LAST_ANSWER_MS } from './answer/job-settler.ts';
import type { JobCapacity } from './capacity/job-capacity.ts';
import { sizeOfJob } from './capacity/size-of-job.ts';
import { type Execution, executeJob, type JobServices } from './execute-job.ts';
import type { ActivatedJob, JobChannel, JobOutcome } from './job.ts';
import { startLease, type JobLease } from './lease/job-lease.ts';
import { runMarked } from './marks/run-marked.ts';
import { jobLogFields } from './observe/job-log-fields.ts';
import type { JobEnd, JobObservation } from './observe/job-observer.ts';
import type { JobRecord, JobRecords } from './observe/job-records.ts';
import type { ResolvedRuntimeOptions } from './runtime-options.ts';

/** Runs jobs and answers them. */
export interface JobRunner {
  /** Runs a job and answers it, or hands it back when there is no room for it. Never rejects. */
  run(job: ActivatedJob, channel: JobChannel): Promise<void>;
  /** Gives a job back to the engine without running it. Never rejects. */
  handBack(job: ActivatedJob, channel: JobChannel, reason: HandBackReason): Promise<void>;
  /** Jobs that wait do not run any more; those that run go on. */
  close(): void;
  /** Ends the leases of all jobs that still run: each is handed back. */
  endLeases(): void;
}

export interface JobRunnerParts {
  readonly options: ResolvedRuntimeOptions;
  readonly services: JobServices;
  readonly capacity: JobCapacity;
  readonly records: JobRecords;
}

interface RunParts {
  readonly lease: JobLease;
  readonly observation: Required<JobObservation>;
  readonly begin: () => void;
  readonly channel: JobChannel;
}

/** Marked jobs run one at a time; more that wait would take capacity that other jobs can use. */
const MAX_MARKED_QUEUED = 4;

export function createJobRunner({ options, services, capacity, records }: JobRunnerParts): JobRunner {
  const { logger } = services;
  const settler = createJobSettler(logger);
  const leases = new Set<JobLease>();
  const loneRun = createSemaphore(1, { maxQueued: MAX_MARKED_QUEUED });

  const handBack: JobRunner['handBack'] = (job, channel, reason) =>
    answerWithoutRun(records.begin(job), {
      job,
      channel,
      outcome: handedBack(job, reason),
      end: { outcome: 'handedBack' },
    });

  const execute = async (
    job: ActivatedJob,
    connector: Connector,
    { lease, observation, begin, channel }: RunParts,
  ): Promise<Execution> => {
    const releaseSlot = await capacity.acquireSlot(job.type, lease.signal).catch(() => undefined);
    if (releaseSlot === undefined) return { kind: 'handBack', reason: 'shutdown' };
    try {
      begin();
      observation.started();
      const unsent = settler.findUnsent(job, observation);
      if (unsent !== undefined) return { kind: 'answer', outcome: unsent };
      const completeVariables = channel.completeVariables?.bind(channel);
      return await executeJob(job, connector, { lease, services, observation, completeVariables });
    } finally {
      releaseSlot();
    }
  };

  const runConnector = async (
    job: ActivatedJob,
    connector: Connector,
    channel: JobChannel,
  ): Promise<void> => {
    const { maxJobDurationMs: maxDurationMs, deadlineExtensionMs: extensionMs, marks } = options;
    const lease = startLease({ job, channel, maxDurationMs, extensionMs });
    leases.add(lease);
    const { observation, end } = records.begin(job);
    await end(() =>
      runMarked(
        job,
        { marks, loneRun, signal: lease.signal },
        {
          work: (begin) => execute(job, connector, { lease, observation, begin, channel }),
          settle: (execution) => settler.settle(job, channel, { execution, lease, observation }),
        },
      ),
    );
    lease.release();
    leases.delete(lease);
  };

  return {
    async run(job, channel) {
      if (job.problem !== undefined) {
        logger.error(
          { ...jobLogFields(job), reason: job.problem },
          'The engine sent a job that cannot be read',
        );
        const outcome = unreadable(job.problem);
        return answerWithoutRun(records.begin(job), { job, channel, outcome, end: endOf(outcome) });
      }
      const connector = options.connectors.get(job.type);
      if (connector === undefined) {
        logger.error(jobLogFields(job), 'The engine sent a job of a type that nobody asked for');
        return handBack(job, channel, 'foreign');
      }
      if (capacity.isClosed) return handBack(job, channel, 'shutdown');
      const release = capacity.admit(job.type, sizeOfJob(job));
      if (release === undefined) return handBack(job, channel, 'full');
      await runConnector(job, connector, channel);
      release();
    },
    handBack,
    close: () => loneRun.close(),
    endLeases() {
      for (const lease of leases) lease.end('shutdown', 'The runtime shuts down');
    },
  };
}

interface AnswerParts {
  readonly job: ActivatedJob;
  readonly channel: JobChannel;
  readonly outcome: JobOutcome;
  /** How the job ended, unless it is gone. */
  readonly end: JobEnd;
}

const answerWithoutRun = (record: JobRecord, { job, channel, outcome, end }: AnswerParts): Promise<void> =>
  record.end(async () => {
    const answered = await channel.settle(job, outcome, performance.now() + LAST_ANSWER_MS);
    return answered === 'gone' ? { outcome: 'gone' } : end;
  });
