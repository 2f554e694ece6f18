import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import { endsWithin } from '@jobwright/concurrency';
import { silentLogger } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, createConnectorRuntime } from '@jobwright/runtime';
import { closeOnce, createConnectionState } from '@jobwright/runtime/cluster';
import type { Camunda7Engine } from './engine/camunda7-engine.ts';
import { createAbandonedPolls } from './tasks/abandoned-polls.ts';
import { createExternalTaskCalls } from './tasks/external-task-calls.ts';
import { fetchTasks } from './tasks/fetch-tasks.ts';
import { createJobChannel } from './tasks/job-channel.ts';
import { createTaskBook } from './tasks/task-book.ts';
import { createTopicTable } from './tasks/topic-table.ts';
import { createWorkerIds } from './tasks/worker-ids.ts';
import { createVariableCodec } from './create-variable-codec.ts';
import type { ConnectorWorkersOptions } from './worker-options.ts';

const LOCK_MS = 60_000;
const POLL_MS = 2_000;
const RETRIES = 3;
const LAST_CALLS_MS = 1_000;
/** A poll is open no longer than it was asked to wait, and so much. */
const POLL_SLACK_MS = 1_000;
/**
 * So long, open polls may end by themselves whatever time jobs have. Tasks that are given back wait for them
 * no longer: there would be no time for their last answer.
 */
const LAST_POLLS_MS = 3_000;

/**
 * Runs connectors on an engine, which is closed with them.
 * @throws Error that names the option that is not valid
 */
export function runWorkers(engine: Camunda7Engine, options: ConnectorWorkersOptions): ConnectorWorkers {
  const { logger = silentLogger, workerName = `jobwright-${hostname()}` } = options;
  const lockMs = options.lockDurationMs ?? LOCK_MS;
  // A lock is taken to begin with the poll.
  const pollMs = Math.min(options.pollMs ?? POLL_MS, Math.ceil(lockMs / 2));
  const defaultRetries = options.defaultRetries ?? RETRIES;
  const jobTypes = options.connectors.map(({ type }) => type);
  const topics = createTopicTable(jobTypes, options.topics);
  const codec = createVariableCodec(engine, {
    ...options,
    variablesOf: (topic) => runtime.variablesOf(topics.jobTypeOf(topic) ?? topic),
  });
  const runtime = createConnectorRuntime({
    ...options,
    models: options.models ?? codec.models,
    documents: codec.documents,
  });
  const tasks = createExternalTaskCalls(engine);
  const book = createTaskBook();
  const abandoned = createAbandonedPolls(tasks, logger);
  const connection = createConnectionState(jobTypes, logger);
  const stop = new AbortController();
  const cancel = new AbortController();
  setMaxListeners(0, stop.signal, cancel.signal);
  const lateJobs: Promise<void>[] = [];
  let mayHandBack = Promise.resolve();
  const ended = fetchTasks({
    tasks,
    runtime,
    channel: createJobChannel({
      tasks,
      codec,
      book,
      mayHandBack: () => mayHandBack,
      // With all places taken, no poll would notice.
      onUnreachable(error) {
        for (const jobType of jobTypes) connection.down(jobType, error);
      },
    }),
    codec,
    book,
    connection,
    topics,
    filters: options,
    nextWorkerId: createWorkerIds(workerName),
    lockMs,
    pollMs,
    defaultRetries,
    abandoned,
    signal: stop.signal,
    pollSignal: cancel.signal,
    lateJobs,
  });
  /** The engine does not notice that a poll is given up: it would lock tasks for nobody. */
  const endPolls = async (timeoutMs: number): Promise<void> => {
    await endsWithin(Math.min(pollMs + POLL_SLACK_MS, Math.max(timeoutMs, LAST_POLLS_MS)), ended);
    cancel.abort();
    await endsWithin(LAST_CALLS_MS, ended);
  };
  const close = async (timeoutMs: number): Promise<void> => {
    stop.abort();
    mayHandBack = endsWithin(LAST_POLLS_MS, ended).then(() => undefined);
    await Promise.all([endPolls(timeoutMs), runtime.drain({ timeoutMs })]);
    await endsWithin(LAST_CALLS_MS, Promise.all([abandoned.release('all'), ...lateJobs]));
    await engine.close();
  };
  return {
    runtime,
    get isConnected() {
      return connection.isUp;
    },
    close: closeOnce(close),
  };
}
