import { createResourceScope } from '@jobwright/concurrency';
import type { Connector } from '@jobwright/connector-sdk';
import { type CapacityWait, createCapacityWaits } from './capacity/capacity-waits.ts';
import { createHeldBytes } from './capacity/held-bytes.ts';
import { createJobPlaces } from './capacity/job-places.ts';
import { sizeOfJob } from './capacity/size-of-job.ts';
import { type Execution, executeJob } from './execute-job.ts';
import { handedBack, type HandBackReason, toEnd, unreadable } from './answer/job-end.ts';
import { createUnsentAnswers } from './answer/unsent-answers.ts';
import type { ActivatedJob, JobChannel, JobOutcome } from './job.ts';
import { type JobStatistics, StatisticsBook } from './job-statistics.ts';
import type { JobEnd, JobObservation } from './observe/job-observer.ts';
import { completeWith } from './observe/complete-with.ts';
import { toJobLogFields } from './observe/job-log-fields.ts';
import { observeJob, tellTypes } from './observe/observe-job.ts';
import { holdJob, type JobLease } from './lease/job-lease.ts';
import { createLoneLane } from './marks/lone-lane.ts';
import { runMarked } from './marks/run-marked.ts';
import { createModelFields } from './secrets/model-fields.ts';
import { tellScope } from './secrets/tell-scope.ts';
import { resolveRuntimeOptions, type RuntimeOptions } from './runtime-options.ts';
import { within } from './within.ts';

/** Runs connectors on the jobs that adapters hand over. Knows no engine. */
export interface ConnectorRuntime {
  readonly connectors: readonly Connector[];
  /** The process variables an adapter fetches for a type; empty: all. */
  variablesOf(type: string): readonly string[];
  /** How many jobs of a type may be held at a time. */
  limitOf(type: string): number;
  /** How many jobs of a type an adapter may ask the engine for now. 0 while draining. */
  freeCapacity(type: string): number;
  /** Resolves to the free capacity once there is at least `atLeast` (never more than the connector's limit), or the wait is over. */
  waitForCapacity(type: string, atLeast: number, wait: CapacityWait): Promise<number>;
  /**
   * Takes a job over: from here on it is kept alive, worked on and answered. One that there is no room for in memory, or that comes
   * while the runtime drains, is handed back. Resolves when that is done; never rejects.
   */
  accept(job: ActivatedJob, channel: JobChannel): Promise<void>;
  /** Gives a job back to the engine, its retries unchanged, so that another worker has it at once; never rejects. */
  handBack(job: ActivatedJob, channel: JobChannel): Promise<void>;
  statistics(): Readonly<Record<string, JobStatistics>>;
  /** Jobs of a type held now: waiting for a place, worked on, or being answered. */
  heldOf(type: string): number;
  /** Bytes of the variables and headers of those jobs; of all types together when none is given. */
  heldBytesOf(type?: string): number;
  isPaused(type: string): boolean;
  /** Takes no more jobs of a type until `resume`; those that are held go on. */
  pause(type: string): void;
  resume(type: string): void;
  /**
   * Takes no more jobs, hands those that wait for a place back to the engine, lets those at work end for up to `timeoutMs`, then
   * hands the rest back, and closes pools. Retries stay as they were. Adapters stay connected until it resolves; it never rejects.
   */
  drain(options: { readonly timeoutMs: number }): Promise<void>;
}

interface WorkParts {
  readonly lease: JobLease;
  readonly observation: Required<JobObservation>;
  readonly begin: () => void;
}

interface Settlement {
  readonly execution: Execution;
  readonly lease: JobLease;
  readonly observation: Required<JobObservation>;
}

/** How long an answer may take at least, and at shutdown at most. */
const LAST_ANSWER_MS = 5_000;

/** @throws Error that names the option that is wrong */
export function createConnectorRuntime(options: RuntimeOptions): ConnectorRuntime {
  const resolved = resolveRuntimeOptions(options);
  const resources = createResourceScope();
  const scope = resolved.secrets.scope ?? 'model';
  const secretFields = createModelFields({ ...resolved, scope, resources });
  const services = { ...resolved, resources, secretFields };
  tellScope(scope, { ...options, logger: resolved.logger });
  const types = [...resolved.connectors.keys()];
  tellTypes(types, resolved);
  const places = createJobPlaces({ total: resolved.maxConcurrentJobs, types, limitOf: resolved.maxJobsOf });
  const bytes = createHeldBytes(resolved.maxHeldBytes, types);
  const held = new Map<string, Set<JobLease>>(types.map((type) => [type, new Set()]));
  const inFlight = new Set<Promise<void>>();
  const waits = createCapacityWaits();
  const lane = createLoneLane();
  const unsent = createUnsentAnswers();
  const book = new StatisticsBook(types);
  const paused = new Set<string>();
  let draining: Promise<void> | undefined;

  const freeCapacity = (type: string): number => {
    if (draining !== undefined || paused.has(type)) return 0;
    const unheld = resolved.maxJobsOf(type) - (held.get(type)?.size ?? 0);
    return Math.max(Math.min(unheld, places.roomOf(type), bytes.roomOf(type)), 0);
  };

  const work = async (
    job: ActivatedJob,
    connector: Connector,
    { lease, observation, begin }: WorkParts,
  ): Promise<Execution> => {
    const leave = await places.acquire(job.type, lease.signal).catch(() => undefined);
    if (leave === undefined) return { kind: 'handBack', reason: 'shutdown' };
    try {
      begin();
      observation.started();
      const answered = unsent.take(job.key);
      if (answered !== undefined) {
        services.logger.warn(
          toJobLogFields(job, observation.logFields),
          'Job came again, since its answer did not arrive: it is answered again, and not run',
        );
        return { kind: 'answer', outcome: answered };
      }
      return await executeJob(job, connector, { lease, services, observation });
    } finally {
      leave();
    }
  };

  const settle = async (
    job: ActivatedJob,
    channel: JobChannel,
    { execution, lease, observation }: Settlement,
  ): Promise<JobEnd> => {
    if (execution.kind === 'abandoned') return { outcome: 'gone' };
    const outcome =
      execution.kind === 'handBack'
        ? handedBack(job, execution.reason)
        : completeWith(execution.outcome, observation);
    const soon = performance.now() + LAST_ANSWER_MS;
    const until = lease.signal.aborted ? soon : Math.max(lease.deadline, soon);
    const answer = await channel.settle(job, outcome, until).catch((error: unknown) => {
      if (execution.kind === 'answer') unsent.keep(job.key, outcome);
      throw error;
    });
    if (answer === 'settled') {
      return execution.kind === 'handBack' ? { outcome: 'handedBack' } : toEnd(outcome);
    }
    services.logger.warn(
      toJobLogFields(job, observation.logFields),
      'Job is gone: the engine no longer waits for this answer',
    );
    return { outcome: 'gone' };
  };

  /** Whatever happens, the job is counted once as it ended. */
  const endOnce = async (
    job: ActivatedJob,
    observation: Required<JobObservation>,
    work: () => Promise<JobEnd>,
  ): Promise<void> => {
    const end = (jobEnd: JobEnd): void => {
      book.count(job.type, jobEnd.outcome);
      observation.ended(jobEnd);
    };
    try {
      end(await work());
    } catch (error) {
      end({ outcome: 'unanswered' });
      services.logger.error(
        { ...toJobLogFields(job, observation.logFields), error },
        'Job could not be answered; the engine hands it out again after its deadline',
      );
    }
  };

  /** Without a place, and without a connector. */
  const answerAtOnce = async (
    job: ActivatedJob,
    channel: JobChannel,
    { outcome, end }: { readonly outcome: JobOutcome; readonly end: JobEnd },
  ): Promise<void> => {
    book.count(job.type, 'activated');
    const observation = observeJob(job, resolved.observers, services.logger);
    await endOnce(job, observation, async () => {
      const answer = await channel.settle(job, outcome, performance.now() + LAST_ANSWER_MS);
      return answer === 'gone' ? { outcome: 'gone' } : end;
    });
  };

  const handBack = (job: ActivatedJob, channel: JobChannel, reason: HandBackReason): Promise<void> =>
    answerAtOnce(job, channel, { outcome: handedBack(job, reason), end: { outcome: 'handedBack' } });

  const accept = async (job: ActivatedJob, channel: JobChannel): Promise<void> => {
    const connector = resolved.connectors.get(job.type);
    const leases = held.get(job.type);
    if (job.problem !== undefined) {
      services.logger.error(
        { ...toJobLogFields(job), reason: job.problem },
        'The engine gave a job that cannot be read',
      );
      const outcome = unreadable(job.problem);
      return answerAtOnce(job, channel, { outcome, end: toEnd(outcome) });
    }
    if (connector === undefined || leases === undefined) {
      services.logger.error(toJobLogFields(job), 'The engine gave a job of a type that nobody asked for');
      return handBack(job, channel, 'foreign');
    }
    if (draining !== undefined) return handBack(job, channel, 'shutdown');
    const size = sizeOfJob(job);
    if (!bytes.admits(job.type, size)) return handBack(job, channel, 'full');
    const { maxJobDurationMs, deadlineExtensionMs } = resolved;
    const lease = holdJob({
      job,
      channel,
      maxDurationMs: maxJobDurationMs,
      extensionMs: deadlineExtensionMs,
    });
    const freeBytes = bytes.hold(job.type, size);
    leases.add(lease);
    book.count(job.type, 'activated');
    const observation = observeJob(job, resolved.observers, services.logger);
    const parts = { marks: resolved.marks, lane, signal: lease.signal };
    await endOnce(job, observation, () =>
      runMarked(job, parts, {
        work: (begin) => work(job, connector, { lease, observation, begin }),
        settle: (execution) => settle(job, channel, { execution, lease, observation }),
      }),
    );
    lease.release();
    leases.delete(lease);
    freeBytes();
    waits.wake();
  };

  const track = (accepted: Promise<void>): Promise<void> => {
    inFlight.add(accepted);
    return accepted.finally(() => inFlight.delete(accepted));
  };

  return {
    connectors: [...resolved.connectors.values()],
    variablesOf: (type) => resolved.variablesOf(type),
    limitOf: resolved.maxJobsOf,
    freeCapacity,
    async waitForCapacity(type, atLeast, wait) {
      const needed = Math.min(atLeast, resolved.maxJobsOf(type));
      await waits.waitUntil(() => draining !== undefined || freeCapacity(type) >= needed, wait);
      return freeCapacity(type);
    },
    accept: (job, channel) => track(accept(job, channel)),
    handBack: (job, channel) => track(handBack(job, channel, draining === undefined ? 'full' : 'shutdown')),
    statistics: () => book.toRecord(),
    heldOf: (type) => held.get(type)?.size ?? 0,
    heldBytesOf: (type) => (type === undefined ? bytes.total : bytes.heldOf(type)),
    isPaused: (type) => paused.has(type),
    pause: (type) => void paused.add(type),
    resume(type) {
      paused.delete(type);
      waits.wake();
    },
    drain(drainOptions) {
      draining ??= drainAll(drainOptions.timeoutMs);
      return draining;
    },
  };

  async function drainAll(timeoutMs: number): Promise<void> {
    await Promise.resolve();
    places.close();
    lane.close();
    waits.wake();
    await within(timeoutMs, allOf(inFlight));
    for (const leases of held.values()) {
      for (const lease of leases) lease.end('shutdown', 'The runtime shuts down');
    }
    await within(2 * LAST_ANSWER_MS, allOf(inFlight));
    await resources.close({
      timeoutMs: LAST_ANSWER_MS,
      onFailures: (failures) => {
        const reasons = failures.map(({ message }) => message);
        services.logger.warn({ reasons }, 'Not all that was open could be closed');
      },
    });
  }
}

const allOf = async (inFlight: ReadonlySet<Promise<void>>): Promise<void> => {
  while (inFlight.size > 0) await Promise.allSettled([...inFlight]);
};
