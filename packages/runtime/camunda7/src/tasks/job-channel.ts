import type { ActivatedJob, JobChannel, JobOutcome } from '@jobwright/runtime';
import {
  askedPauseMs,
  attemptBounds,
  type CallBounds,
  ClusterCallError,
  GrpcStatus,
  grpcStatusOf,
  isDoubtful,
  isGone,
  isTransient,
  settleWithRetries,
} from '@jobwright/runtime/cluster';
import { mayHaveArrived } from '../engine/may-have-arrived.ts';
import type { ExternalTaskCalls, LockedTask, TaskFailure } from './external-task-calls.ts';
import type { TaskBook } from './task-book.ts';
import type { VariableCodec } from './variable-codec.ts';

/** What a channel answers with. */
export interface JobChannelParts {
  readonly tasks: ExternalTaskCalls;
  readonly codec: VariableCodec;
  readonly book: TaskBook;
  /**
   * Resolves when no poll of ours is open that could get a task which is given back, so that it goes to
   * another worker. Default: at once.
   */
  readonly mayHandBack?: () => Promise<void>;
  /** Told when no node of the engine takes connections. Default: nobody is. */
  readonly onUnreachable?: (error: unknown) => void;
}

/** The engine keeps no more of it. The whole text is in the details. */
const MAX_MESSAGE_LENGTH = 666;
const MAX_DETAILS_LENGTH = 100_000;
const HALF_CHARACTER = /[\uD800-\uDBFF]$/;

/** Answers external tasks, trying again while the engine cannot be reached. */
export function createJobChannel({
  tasks,
  codec,
  book,
  mayHandBack = () => Promise.resolve(),
  onUnreachable = () => undefined,
}: JobChannelParts): JobChannel {
  const sendAnswer = async (job: ActivatedJob, outcome: JobOutcome, bounds: CallBounds): Promise<void> => {
    const task = lockedTask(job);
    if (isRelease(outcome)) return tasks.release(task, bounds);
    const variables = await codec.writeVariables(outcome, book.find(job), bounds);
    switch (outcome.kind) {
      case 'complete':
        return tasks.complete(task, variables, bounds);
      case 'fail':
        return tasks.fail(task, { ...failureOf(outcome), ...variables }, bounds);
      case 'throwError': {
        const { errorCode, errorMessage } = outcome;
        return tasks.throwError(task, { ...variables, errorCode, errorMessage: cut(errorMessage) }, bounds);
      }
    }
  };

  return {
    completeVariables: (job, host) =>
      codec.completeVariables?.(book.find(job), host) ?? Promise.resolve(job.variables),
    async settle(job, outcome, deadline) {
      if (isRelease(outcome)) await mayHandBack();
      let hasArrived = false;
      const send = async (answer: JobOutcome, bounds: CallBounds): Promise<void> => {
        try {
          await sendAnswer(job, answer, bounds);
        } catch (error) {
          // The answer before was taken, and only the engine's reply to it was lost.
          if (hasArrived && answer.kind !== 'fail' && isAway(error)) return;
          if (isUnreachable(error)) onUnreachable(error);
          hasArrived ||= mayHaveArrived(error);
          throw error;
        }
      };
      return settleWithRetries(
        { send, isGone, isTransient, isDoubtful: mayBeRefused, askedPauseMs },
        { outcome, deadline },
      );
    },
    async extendDeadline(job, timeoutMs, deadline) {
      try {
        await tasks.extendLock(lockedTask(job), timeoutMs, attemptBounds(deadline));
        return 'extended';
      } catch (error) {
        if (isGone(error)) return 'gone';
        throw error;
      }
    },
  };
}

/** A conflict with another transaction says nothing about the answer, even in the last moment. */
const mayBeRefused = (error: unknown): boolean =>
  isDoubtful(error) && grpcStatusOf(error) !== GrpcStatus.ABORTED;

type Failure = Extract<JobOutcome, { kind: 'fail' }>;

/** Handing a job back costs no retry. One that has to wait fails with all its retries instead. */
const isRelease = (outcome: JobOutcome): boolean =>
  outcome.kind === 'fail' && outcome.isHandedBack === true && outcome.retryBackoffMs === 0;

const lockedTask = ({ key, leaseToken = '' }: ActivatedJob): LockedTask => ({
  taskId: key,
  workerId: leaseToken,
});

const isUnreachable = (error: unknown): boolean =>
  error instanceof ClusterCallError && error.failure === 'unreachable' && !mayHaveArrived(error);

/** The task is not there any more. */
const isAway = (error: unknown): boolean => grpcStatusOf(error) === GrpcStatus.NOT_FOUND;

const failureOf = ({ errorMessage, retries, retryBackoffMs, variables }: Failure): TaskFailure => ({
  errorMessage: cut(errorMessage),
  errorDetails: describeFailure(errorMessage, variables),
  retries,
  retryTimeout: Math.ceil(retryBackoffMs),
});

/** The whole message, and what the error has beside it. */
const describeFailure = (errorMessage: string, variables: string): string =>
  `${errorMessage}${variables === '{}' ? '' : `\n\n${variables}`}`.slice(0, MAX_DETAILS_LENGTH);

const cut = (message: string): string =>
  message.length <= MAX_MESSAGE_LENGTH
    ? message
    : `${message.slice(0, MAX_MESSAGE_LENGTH - 1).replace(HALF_CHARACTER, '')}…`;
