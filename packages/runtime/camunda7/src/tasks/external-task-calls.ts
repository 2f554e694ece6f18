import { encodePathSegment } from '@jobwright/http-client';
import { stringifyJson } from '@jobwright/json';
import {
  type CallBounds,
  ClusterCallError,
  GrpcStatus,
  readText,
  timeoutError,
} from '@jobwright/runtime/cluster';
import { tooLargeAnswerError } from '../engine/answer-size.ts';
import type { EngineRequests } from '../engine/engine-request.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import type { WrittenVariable } from '../variables/write-variable.ts';
import { readExternalTasks, readTaskIds } from './read-external-tasks.ts';
import { type TaskFilters, topicFilters } from './task-filters.ts';

/** What is asked for. */
export interface FetchRequest {
  readonly workerId: string;
  readonly maxTasks: number;
  readonly topics: readonly string[];
  readonly lockMs: number;
  /** How long the engine waits for a task when there is none; 0: it answers at once. */
  readonly waitMs: number;
  readonly filters: TaskFilters;
}

/** Locked tasks. */
export interface FetchAnswer {
  readonly tasks: readonly ExternalTask[];
  /** When they were asked for, by `performance.now()`: none was locked before. */
  readonly askedAt: number;
}

/** A task and who has locked it. */
export interface LockedTask {
  readonly taskId: string;
  readonly workerId: string;
}

/** Typed variables of an answer; the engine finds the type of one without it. */
export type WrittenVariables = Readonly<Record<string, WrittenVariable>>;

/** Variables of an answer, by where they go. */
export interface AnswerVariables {
  /** To the process instance, or where a variable of the name is already. */
  readonly variables?: WrittenVariables;
  /** To the task alone. */
  readonly localVariables?: WrittenVariables;
}

/** A failure as the engine keeps it. */
export interface TaskFailure extends AnswerVariables {
  readonly errorMessage: string;
  readonly errorDetails: string;
  readonly retries: number;
  /** In milliseconds. */
  readonly retryTimeout: number;
}

/** A BPMN error. */
export interface TaskError extends AnswerVariables {
  readonly errorCode: string;
  readonly errorMessage: string;
}

/** The calls for external tasks. All throw ClusterCallError. */
export interface ExternalTaskCalls {
  fetchAndLock(request: FetchRequest, bounds: CallBounds): Promise<FetchAnswer>;
  complete(task: LockedTask, answer: AnswerVariables, bounds: CallBounds): Promise<void>;
  fail(task: LockedTask, failure: TaskFailure, bounds: CallBounds): Promise<void>;
  throwError(task: LockedTask, error: TaskError, bounds: CallBounds): Promise<void>;
  extendLock(task: LockedTask, durationMs: number, bounds: CallBounds): Promise<void>;
  /** Gives a task back with its retries unchanged. Fails when somebody else has locked it meanwhile. */
  release(task: LockedTask, bounds: CallBounds): Promise<void>;
  /** The tasks that a worker has locked now. */
  listLocked(workerId: string, bounds: CallBounds): Promise<readonly string[]>;
}

/** The largest answer with tasks. */
const MAX_ANSWER_BYTES = 64_000_000;
const MAX_LISTED = 1_000;
/** While a task is given back, nobody else can lock it before it is unlocked. */
const RELEASE_LOCK_MS = 10_000;
const pathOf = (taskId: string): string => encodePathSegment(taskId, 'taskId');
const SORTING = [{ sortBy: 'createTime', sortOrder: 'asc' }] as const;

export function createExternalTaskCalls(engine: EngineRequests): ExternalTaskCalls {
  const post = async (path: string, body: object, bounds: CallBounds): Promise<void> => {
    await engine.send({ method: 'POST', path: `/external-task/${path}`, body: stringifyJson(body) }, bounds);
  };
  const extendLock: ExternalTaskCalls['extendLock'] = ({ taskId, workerId }, durationMs, bounds) =>
    post(`${pathOf(taskId)}/extendLock`, { workerId, newDuration: Math.ceil(durationMs) }, bounds);
  return {
    async fetchAndLock(request, bounds) {
      const body = stringifyJson(fetchBody(request));
      const askedAt = performance.now();
      const response = await engine.open(
        { method: 'POST', path: '/external-task/fetchAndLock', body },
        bounds,
      );
      const answer = await readText(response, MAX_ANSWER_BYTES).catch((cause: unknown) => {
        throw timeoutError(bounds.timeoutMs, cause);
      });
      if (answer === undefined) throw tooLargeAnswerError(MAX_ANSWER_BYTES);
      return { tasks: parseTasks(answer), askedAt };
    },
    complete: ({ taskId, workerId }, answer, bounds) =>
      post(`${pathOf(taskId)}/complete`, { workerId, ...answer }, bounds),
    fail: ({ taskId, workerId }, failure, bounds) =>
      post(`${pathOf(taskId)}/failure`, { workerId, ...failure }, bounds),
    throwError: ({ taskId, workerId }, error, bounds) =>
      post(`${pathOf(taskId)}/bpmnError`, { workerId, ...error }, bounds),
    extendLock,
    async release(task, bounds) {
      // The engine lets anybody unlock a task, whoever has locked it.
      await extendLock(task, RELEASE_LOCK_MS, bounds);
      await post(`${pathOf(task.taskId)}/unlock`, {}, bounds);
    },
    async listLocked(workerId, bounds) {
      const query = `workerId=${encodeURIComponent(workerId)}&locked=true&maxResults=${MAX_LISTED}`;
      return readTaskIds(await engine.send({ method: 'GET', path: `/external-task?${query}` }, bounds));
    },
  };
}

const fetchBody = ({ workerId, maxTasks, topics, lockMs, waitMs, filters }: FetchRequest): object => ({
  workerId,
  maxTasks,
  usePriority: true,
  sorting: SORTING,
  ...(waitMs > 0 && { asyncResponseTimeout: Math.ceil(waitMs) }),
  topics: topics.map((topicName) => ({
    topicName,
    lockDuration: lockMs,
    includeExtensionProperties: true,
    deserializeValues: false,
    ...topicFilters(filters),
  })),
});

function parseTasks(answer: string): readonly ExternalTask[] {
  try {
    return readExternalTasks(answer);
  } catch (cause) {
    throw new ClusterCallError(
      'unexpected',
      'The answer to a call for external tasks is not a list of tasks',
      {
        cause,
        grpcStatus: GrpcStatus.INTERNAL,
      },
    );
  }
}
