import type { Worker } from 'node:worker_threads';
import { endsWithin, onAbort } from '@jobwright/concurrency';
import type { Logger, OperationContext } from '@jobwright/connector-sdk';
import { isJsonObject, parseJson } from '@jobwright/json';
import { WorkerEndedError } from '@jobwright/runtime';
import { createLineBudget } from '../log/line-budget.ts';
import { describeError } from '../command-line/describe-error.ts';
import { createContextCalls, type ContextCalls } from './context-calls.ts';
import { toFailureData, fromFailureData } from './failure-data.ts';
import {
  type ConnectorFacts,
  type HostMessage,
  type WorkerMessage,
  workerMessage,
} from './isolated-messages.ts';

export interface HostedRun {
  readonly message: Omit<Extract<HostMessage, { kind: 'run' }>, 'kind' | 'run'>;
  readonly context: OperationContext;
}

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

interface Pending {
  readonly calls: ContextCalls;
  readonly logger: Logger;
  readonly jobKey: string;
  readonly resolve: (response: string) => void;
  readonly reject: (error: Error) => void;
}

export interface HostParts {
  readonly name: string;
  readonly logger: Logger;
  /** A worker that is running jobs and does not respond for this long is ended. */
  readonly maxStallMs: number;
}

const CLOSE_MS = 2_000;

export function createIsolatedHost(worker: Worker, { name, logger, maxStallMs }: HostParts): IsolatedHost {
  const pending = new Map<number, Pending>();
  const lines = createLineBudget({ lines: 2_000, perMs: 10_000 });
  let lastRun = 0;
  let reason: string | undefined;
  let heardAt = performance.now();
  const post = (message: HostMessage): void => worker.postMessage(message);

  const { promise: facts, resolve: onReady, reject: onBroken } = withResolvers<readonly ConnectorFacts[]>();
  const { promise: ended, resolve: onEnded } = withResolvers<string>();
  facts.catch(() => undefined);

  const end = (why: string): void => {
    reason ??= why;
    void worker.terminate();
  };
  const beat = setInterval(
    () => {
      if (pending.size === 0) heardAt = performance.now();
      else if (performance.now() - heardAt > maxStallMs) end(`it did not answer for ${maxStallMs} ms`);
      else post({ kind: 'ping' });
    },
    Math.max(Math.min(maxStallMs / 4, 5_000), 50),
  ).unref();

  const settle = (run: number, how: (job: Pending) => void): void => {
    const job = pending.get(run);
    if (job === undefined) return;
    pending.delete(run);
    job.calls.end();
    how(job);
  };
  const log = (message: Extract<WorkerMessage, { kind: 'log' }>): void => {
    if (!lines.take()) return;
    const fields = parseJson(message.fields);
    const to = message.run === undefined ? logger : (pending.get(message.run)?.logger ?? logger);
    to[message.level](
      { from: name, ...(isJsonObject(fields) ? fields : {}) },
      message.message.slice(0, 2_000),
    );
  };
  const answer = async ({ run, id, call }: Extract<WorkerMessage, { kind: 'call' }>): Promise<void> => {
    try {
      const value = await pending.get(run)?.calls.answer(call);
      post({ kind: 'reply', id, answer: { ok: true, value } });
    } catch (error) {
      post({ kind: 'reply', id, answer: { ok: false, failure: toFailureData(error) } });
    }
  };

  worker.on('message', (received: unknown) => {
    heardAt = performance.now();
    const parsed = workerMessage.safeParse(received);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.kind) {
      case 'ready':
        return onReady(message.connectors);
      case 'broken':
        return onBroken(new Error(message.message));
      case 'done':
        return settle(message.run, ({ resolve }) => resolve(message.response));
      case 'failed':
        return settle(message.run, ({ reject }) => reject(fromFailureData(message.failure)));
      case 'log':
        return log(message);
      case 'call':
        return void answer(message);
      case 'pong':
        return;
    }
  });
  worker.on('error', (error: unknown) => {
    reason ??= error instanceof Error ? error.message : 'an uncaught exception';
  });
  worker.on('exit', (code) => {
    clearInterval(beat);
    const why = reason ?? `it exited with code ${code}`;
    onBroken(new Error(why));
    const jobs = [...pending.values()].map(({ jobKey }) => jobKey);
    if (jobs.length > 0) {
      logger.error(
        { from: name, reason: why, jobs: jobs.slice(0, 50) },
        'The worker of isolated connectors ended while jobs were running',
      );
    }
    for (const run of [...pending.keys()]) {
      settle(run, ({ reject }) => reject(new WorkerEndedError(`The worker of ${name} died: ${why}`)));
    }
    onEnded(why);
  });

  return {
    facts,
    ended,
    run: ({ message, context }) =>
      new Promise((resolve, reject) => {
        const run = (lastRun += 1);
        if (pending.size === 0) heardAt = performance.now();
        pending.set(run, {
          calls: createContextCalls(context),
          logger: context.logger,
          jobKey: context.job.key,
          resolve(response) {
            stopListening();
            resolve(response);
          },
          reject(error) {
            stopListening();
            reject(error);
          },
        });
        post({ kind: 'run', run, ...message });
        const stopListening = onAbort(context.signal, () =>
          post({ kind: 'abort', run, reason: describeError(context.signal.reason) }),
        );
      }),
    async close() {
      reason ??= 'it was closed';
      post({ kind: 'close' });
      if (!(await endsWithin(CLOSE_MS, ended))) await worker.terminate();
    },
  };
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
