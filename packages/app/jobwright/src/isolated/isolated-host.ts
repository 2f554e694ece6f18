import type { Worker } from 'node:worker_threads';
import { endsWithin } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';
import { isJsonObject, parseJson } from '@jobwright/json';
import { WorkerEndedError } from '@jobwright/runtime';
import { createLineBudget } from '../log/line-budget.ts';
import {
  type ConnectorFacts,
  type HostMessage,
  type WorkerMessage,
  workerMessage,
} from './isolated-messages.ts';
import { createWorkerRuns, type HostedRun, type WorkerRuns } from './worker-runs.ts';

/** One worker, from start to end. */
export interface IsolatedHost {
  /** The connectors of its module. Rejects when the module cannot be loaded or the worker ends first. */
  readonly facts: Promise<readonly ConnectorFacts[]>;
  /** Resolves to the response as JSON text. Rejects with the thrown error, or a WorkerEndedError. */
  run(run: HostedRun): Promise<string>;
  /** Resolves to the reason once the worker has ended. */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

export interface HostParts {
  readonly name: string;
  readonly logger: Logger;
  /** A worker that is running jobs and does not respond for this long is ended. */
  readonly maxStallMs: number;
}

const CLOSE_MS = 2_000;

export function createIsolatedHost(worker: Worker, { name, logger, maxStallMs }: HostParts): IsolatedHost {
  const post = (message: HostMessage): void => worker.postMessage(message);
  const runs = createWorkerRuns(post);
  const log = createWorkerLog({ name, logger, runs });
  let reason: string | undefined;

  const { promise: facts, resolve: onReady, reject: onBroken } = withResolvers<readonly ConnectorFacts[]>();
  const { promise: ended, resolve: onEnded } = withResolvers<string>();
  facts.catch(() => undefined);

  const heartbeat = startHeartbeat({
    maxStallMs,
    isIdle: () => runs.isEmpty,
    ping: () => post({ kind: 'ping' }),
    onStall() {
      reason ??= `it did not answer for ${maxStallMs} ms`;
      void worker.terminate();
    },
  });
  worker.on('message', (received: unknown) => {
    heartbeat.heard();
    const parsed = workerMessage.safeParse(received);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.kind) {
      case 'ready':
        return onReady(message.connectors);
      case 'broken':
        return onBroken(new Error(message.message));
      case 'done':
      case 'failed':
      case 'call':
        return runs.receive(message);
      case 'log':
        return log(message);
      case 'pong':
        return;
    }
  });
  worker.on('error', (error: unknown) => {
    reason ??= error instanceof Error ? error.message : 'an uncaught exception';
  });
  worker.on('exit', (code) => {
    heartbeat.stop();
    const why = reason ?? `it exited with code ${code}`;
    onBroken(new Error(why));
    reportRunningJobs({ name, logger, runs }, why);
    runs.endAll(new WorkerEndedError(`The worker of ${name} died: ${why}`));
    onEnded(why);
  });

  return {
    facts,
    ended,
    run(run) {
      if (runs.isEmpty) heartbeat.heard();
      return runs.start(run);
    },
    async close() {
      reason ??= 'it was closed';
      post({ kind: 'close' });
      if (!(await endsWithin(CLOSE_MS, ended))) await worker.terminate();
    },
  };
}

interface HeartbeatParts {
  readonly maxStallMs: number;
  /** An idle worker need not answer. */
  readonly isIdle: () => boolean;
  readonly ping: () => void;
  readonly onStall: () => void;
}

function startHeartbeat({ maxStallMs, isIdle, ping, onStall }: HeartbeatParts) {
  let heardAt = performance.now();
  const heard = (): void => {
    heardAt = performance.now();
  };
  const check = (): void => {
    if (isIdle()) heard();
    else if (performance.now() - heardAt > maxStallMs) onStall();
    else ping();
  };
  const timer = setInterval(check, Math.max(Math.min(maxStallMs / 4, 5_000), 50)).unref();
  return { heard, stop: (): void => clearInterval(timer) };
}

interface LogParts {
  readonly name: string;
  readonly logger: Logger;
  readonly runs: WorkerRuns;
}

/** Writes the log lines of a worker, so many in a period. */
function createWorkerLog({ name, logger, runs }: LogParts) {
  const lines = createLineBudget({ lines: 2_000, perMs: 10_000 });
  return ({ run, level, fields, message }: Extract<WorkerMessage, { kind: 'log' }>): void => {
    if (!lines.take()) return;
    const parsed = parseJson(fields);
    const target = runs.findLogger(run) ?? logger;
    target[level]({ from: name, ...(isJsonObject(parsed) ? parsed : {}) }, message.slice(0, 2_000));
  };
}

function reportRunningJobs({ name, logger, runs }: LogParts, reason: string): void {
  const jobs = runs.listJobKeys().slice(0, 50);
  if (jobs.length === 0) return;
  logger.error(
    { from: name, reason, jobs },
    'The worker of isolated connectors ended while jobs were running',
  );
}

/** Like `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve: (value: Value) => resolve(value), reject: (error: Error) => reject(error) };
}
