import { setTimeout as sleep } from 'node:timers/promises';
import { createCondition, onAbort } from '@jobwright/concurrency';
import { createCallPauses, isPushback } from '@jobwright/runtime/cluster';
import { isTooLargeAnswer } from '../engine/answer-size.ts';
import { type FreeType, planGathering, planPoll, type PollPlan } from './plan-poll.ts';
import { pollTasks } from './poll-tasks.ts';
import type { TaskSubscription } from './task-subscription.ts';

const CAPACITY_MS = 1_000;
const FAILURE_PAUSES = { firstMs: 100, maxMs: 5_000 } as const;
/** What stands before an engine and pushes back is up; one that does nothing else for seconds is not. */
const LASTING_PUSHBACKS = 5;
/** A poll beside another one is not worth it when that one ends so soon. */
const SHORTEST_POLL_MS = 100;
/** So much later than asked for, the engine answers polls that end together. */
const LATE_ANSWER_MS = 200;
const MAX_TASKS = 1_000;

/**
 * Gets as many tasks from the engine as there is capacity for, until the signal aborts. Survives any outage.
 * One poll asks for all job types that have free capacity. It is never given up when another type gets free
 * capacity: the engine would not notice, and lock tasks for nobody. That type gets a poll of its own, which
 * ends with the first one; from then on they share one again.
 */
export async function fetchTasks(subscription: TaskSubscription): Promise<void> {
  const { runtime, topics, connection, abandoned, signal, pollMs } = subscription;
  const jobTypes = runtime.connectors.map(({ type }) => type);
  const failures = createCallPauses(FAILURE_PAUSES);
  const changed = createCondition();
  /** Job types that an open poll asks for. */
  const asked = new Set<string>();
  /** Job types of which there are more tasks than fit, and how long the last poll took that knew so. */
  const backlogs = new Map<string, number>();
  const polls = new Set<Promise<void>>();
  let largest = MAX_TASKS;
  let endsAt = 0;
  let ended = 0;
  let pausedUntil = 0;

  const listFree = (): readonly FreeType[] =>
    jobTypes.flatMap((jobType) => {
      const capacity = asked.has(jobType) ? 0 : runtime.freeCapacity(jobType);
      return capacity > 0 && topics.topicsOf(jobType).length > 0 ? [{ jobType, capacity }] : [];
    });

  const waitForCapacity = async (): Promise<void> => {
    const done = new AbortController();
    const stopListening = onAbort(signal, () => done.abort());
    const wait = { timeoutMs: CAPACITY_MS, signal: done.signal };
    for (const jobType of jobTypes) {
      if (!asked.has(jobType)) void runtime.waitForCapacity(jobType, 1, wait).then(() => changed.notify());
    }
    const before = ended;
    // A type whose poll has ended is waited for from then on.
    await changed.waitUntil(() => ended !== before || listFree().length > 0, wait);
    stopListening();
    done.abort();
  };

  /** More of what becomes free together. */
  const gather = async (): Promise<void> => {
    const free = listFree();
    const { timeoutMs, part } = planGathering(free.map(({ jobType }) => backlogs.get(jobType)));
    await Promise.all(
      free.map(({ jobType, capacity }) => {
        const reachable = capacity + runtime.jobsInFlight(jobType);
        return runtime.waitForCapacity(jobType, Math.ceil(reachable * part), { timeoutMs, signal });
      }),
    );
  };

  /** The engine is away for all types, also for those that were not asked for. */
  const markDown = (error: unknown): void => {
    for (const jobType of jobTypes) connection.down(jobType, error);
  };

  const run = async ({ jobTypes: types, maxTasks }: PollPlan, waitMs: number): Promise<void> => {
    const knewBacklog = types.some((jobType) => backlogs.has(jobType));
    const startedAt = performance.now();
    try {
      const received = await pollTasks(subscription, { jobTypes: types, maxTasks, waitMs });
      const total = [...received.values()].reduce((sum, count) => sum + count, 0);
      for (const jobType of jobTypes) connection.up(jobType, received.get(jobType) ?? 0);
      for (const jobType of types) {
        if (total < maxTasks || !received.has(jobType)) backlogs.delete(jobType);
        else backlogs.set(jobType, knewBacklog ? performance.now() - startedAt : 0);
      }
      failures.reset();
      largest = Math.min(largest * 2, MAX_TASKS);
      void abandoned.release('over');
    } catch (error) {
      if (signal.aborted) return;
      if (isTooLargeAnswer(error)) largest = Math.max(Math.floor(maxTasks / 2), 1);
      else if (!isPushback(error) || failures.count >= LASTING_PUSHBACKS) markDown(error);
      pausedUntil = Math.max(pausedUntil, performance.now() + failures.next(error));
    }
  };

  const start = (plan: PollPlan, waitMs: number): void => {
    for (const jobType of plan.jobTypes) asked.add(jobType);
    const poll = run(plan, waitMs).finally(() => {
      for (const jobType of plan.jobTypes) asked.delete(jobType);
      polls.delete(poll);
      ended += 1;
      changed.notify();
    });
    polls.add(poll);
  };

  while (!signal.aborted) {
    const pauseMs = pausedUntil - performance.now();
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    await waitForCapacity();
    await gather();
    const leftMs = endsAt - performance.now();
    if (polls.size > 0 && leftMs < SHORTEST_POLL_MS) {
      const timeoutMs = Math.max(leftMs, 0) + LATE_ANSWER_MS;
      await changed.waitUntil(() => polls.size === 0, { timeoutMs, signal });
    }
    const free = listFree();
    if (free.length === 0 || signal.aborted) continue;
    const plan = planPoll(
      free,
      free.some(({ jobType }) => backlogs.has(jobType)),
    );
    const waitMs = polls.size === 0 ? pollMs : Math.max(endsAt - performance.now(), SHORTEST_POLL_MS);
    if (polls.size === 0) endsAt = performance.now() + pollMs;
    start({ ...plan, maxTasks: Math.min(plan.maxTasks, largest) }, waitMs);
  }
  await Promise.allSettled(polls);
}
