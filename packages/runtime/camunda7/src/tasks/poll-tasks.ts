import { ClusterCallError, isConnectionLost } from '@jobwright/runtime/cluster';
import { isTooLargeAnswer } from '../engine/answer-size.ts';
import { mayHaveArrived } from '../engine/may-have-arrived.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import { activatedJob } from './activated-job.ts';
import type { FetchAnswer } from './external-task-calls.ts';
import type { PollPlan } from './plan-poll.ts';
import type { TaskSubscription } from './task-subscription.ts';

/** A poll for tasks. */
export interface Poll extends PollPlan {
  /** How long the engine waits for a task when there is none. */
  readonly waitMs: number;
}

/** How long an answer may take, beside the time for which the engine waits. */
const ANSWER_MS = 10_000;

/**
 * Asks once for tasks and hands them to the runtime. Resolves to how many there were of each job type.
 * @throws ClusterCallError
 */
export async function pollTasks(
  subscription: TaskSubscription,
  poll: Poll,
): Promise<ReadonlyMap<string, number>> {
  const { runtime, channel, topics, signal, lateJobs, lockMs, defaultRetries, codec, book } = subscription;
  const { tasks, askedAt } = await fetchTwice(subscription, poll);
  const received = new Map<string, number>();
  for (const task of tasks) {
    const jobType = topics.jobTypeOf(task.topicName) ?? task.topicName;
    received.set(jobType, (received.get(jobType) ?? 0) + 1);
    const deadline = askedAt + lockMs;
    const job = activatedJob(task, { jobType, deadline, defaultRetries, codec });
    book.add(job, task);
    const isPaused = runtime.isPaused(jobType);
    const settled = isPaused ? runtime.handBack(job, channel) : runtime.accept(job, channel);
    if (signal.aborted) lateJobs.push(settled);
  }
  return received;
}

/** A kept connection may have been closed just now in good order: the next one is not. */
async function fetchTwice(subscription: TaskSubscription, poll: Poll): Promise<FetchAnswer> {
  try {
    return await fetchOnce(subscription, poll);
  } catch (error) {
    if (!isConnectionLost(error) || subscription.signal.aborted) throw error;
    return fetchOnce(subscription, poll);
  }
}

async function fetchOnce(
  subscription: TaskSubscription,
  { jobTypes, maxTasks, waitMs }: Poll,
): Promise<FetchAnswer> {
  const { tasks, topics, filters, lockMs, abandoned, nextWorkerId, pollSignal } = subscription;
  const workerId = nextWorkerId();
  const request = {
    workerId,
    maxTasks,
    topics: jobTypes.flatMap((jobType) => topics.topicsOf(jobType)),
    lockMs,
    waitMs,
    filters,
  };
  try {
    return await tasks.fetchAndLock(request, { timeoutMs: waitMs + ANSWER_MS, signal: pollSignal });
  } catch (error) {
    if (isTooLargeAnswer(error) && maxTasks === 1) await failTooLarge(subscription, workerId);
    else if (mayHaveArrived(error)) abandoned.add(workerId, isComplete(error) ? 0 : Math.max(waitMs, 1));
    throw error;
  }
}

/** Whether the engine has answered, so that it locks nothing more for this poll. */
const isComplete = (error: unknown): boolean =>
  isTooLargeAnswer(error) ||
  (error instanceof ClusterCallError && error.failure === 'unexpected' && error.httpStatus === undefined);

const CALL_MS = 5_000;

/** A task that is too large by itself would come again and again. */
async function failTooLarge({ tasks }: TaskSubscription, workerId: string): Promise<void> {
  const bounds = { timeoutMs: CALL_MS };
  const failure = {
    errorMessage:
      'JOB_UNREADABLE: The variables of the task are too large for a worker. Keep large data as files, or in documents.',
    errorDetails: '',
    retries: 0,
    retryTimeout: 0,
  };
  const taskIds = await tasks.listLocked(workerId, bounds).catch((): readonly ExternalTask['id'][] => []);
  await Promise.allSettled(taskIds.map((taskId) => tasks.fail({ taskId, workerId }, failure, bounds)));
}
