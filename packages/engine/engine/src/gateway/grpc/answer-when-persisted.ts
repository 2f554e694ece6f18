import { setImmediate as nextRound } from 'node:timers/promises';
import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { toStatusError } from './status-error.ts';

/** Resolves when everything that has happened up to now is on disk. */
export type Persisted = () => Promise<void>;

/** A disk, or a process that stood still, may take so long that clients have given up meanwhile. */
const LATE_MS = 500;

/** Holds back each answer, and each job that is handed out, until what led to it is on disk. */
export function answerWhenPersisted(persisted: Persisted): ServerInterceptor {
  return (_method, call) => {
    let sent = Promise.resolve();
    const send = (next: () => void): void => {
      // In order: a status that came before its message would be lost.
      sent = Promise.all([sent, waitForDisk(persisted)]).then(next, (error: unknown) =>
        call.sendStatus(toStatusError(error)),
      );
    };
    return new ServerInterceptingCall(call, {
      sendMessage: (message, next) => send(() => next(message)),
      sendStatus: (status, next) => send(() => next(status)),
    });
  };
}

/**
 * After a long time, what clients have sent meanwhile is read first: a job that is sent to one that has
 * given up would wait for its deadline.
 */
async function waitForDisk(persisted: Persisted): Promise<void> {
  const askedAt = performance.now();
  await persisted();
  if (performance.now() - askedAt < LATE_MS) return;
  // All that is there is read between two rounds of the event loop.
  await nextRound();
  await nextRound();
}
