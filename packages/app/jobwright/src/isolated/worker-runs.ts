import { onAbort } from '@jobwright/concurrency';
import type { Logger, OperationContext } from '@jobwright/connector-sdk';
import { describeError } from '../command-line/describe-error.ts';
import { type ContextCalls, createContextCalls } from './context-calls.ts';
import { fromFailureData, toFailureData } from './failure-data.ts';
import type { HostMessage, WorkerMessage } from './isolated-messages.ts';

export interface HostedRun {
  readonly message: Omit<Extract<HostMessage, { kind: 'run' }>, 'kind' | 'run'>;
  readonly context: OperationContext;
}

/** The runs of jobs that a worker has not answered yet. */
export interface WorkerRuns {
  readonly isEmpty: boolean;
  /**
   * Resolves to the response as JSON text. Rejects with the thrown error, or the one that `endAll` is given.
   */
  start(run: HostedRun): Promise<string>;
  /** Takes a message of the worker about a run. */
  receive(message: Extract<WorkerMessage, { kind: 'done' | 'failed' | 'call' }>): void;
  findLogger(run: number | undefined): Logger | undefined;
  listJobKeys(): readonly string[];
  endAll(error: Error): void;
}

interface Pending {
  readonly calls: ContextCalls;
  readonly logger: Logger;
  readonly jobKey: string;
  readonly resolve: (response: string) => void;
  readonly reject: (error: Error) => void;
}

export function createWorkerRuns(post: (message: HostMessage) => void): WorkerRuns {
  const pending = new Map<number, Pending>();
  let lastRun = 0;

  const settle = (run: number, how: (job: Pending) => void): void => {
    const job = pending.get(run);
    if (job === undefined) return;
    pending.delete(run);
    job.calls.end();
    how(job);
  };
  const answer = async ({ run, id, call }: Extract<WorkerMessage, { kind: 'call' }>): Promise<void> => {
    try {
      const value = await pending.get(run)?.calls.answer(call);
      post({ kind: 'reply', id, answer: { ok: true, value } });
    } catch (error) {
      post({ kind: 'reply', id, answer: { ok: false, failure: toFailureData(error) } });
    }
  };

  return {
    get isEmpty() {
      return pending.size === 0;
    },
    start: ({ message, context }) =>
      new Promise((resolve, reject) => {
        const run = (lastRun += 1);
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
    receive(message) {
      switch (message.kind) {
        case 'done':
          return settle(message.run, ({ resolve }) => resolve(message.response));
        case 'failed':
          return settle(message.run, ({ reject }) => reject(fromFailureData(message.failure)));
        case 'call':
          return void answer(message);
      }
    },
    findLogger: (run) => (run === undefined ? undefined : pending.get(run)?.logger),
    listJobKeys: () => [...pending.values()].map(({ jobKey }) => jobKey),
    endAll(error) {
      for (const run of [...pending.keys()]) settle(run, ({ reject }) => reject(error));
    },
  };
}
