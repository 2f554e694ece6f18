import { ServerInterceptingCall, type ServerInterceptor } from '@grpc/grpc-js';
import { toStatusError } from './status-error.ts';

/** Resolves when everything that has happened up to now is on disk. */
export type Persisted = () => Promise<void>;

/** Holds back each answer, and each job that is handed out, until what led to it is on disk. */
export const answerWhenPersisted =
  (persisted: Persisted): ServerInterceptor =>
  (_method, call) => {
    let sent = Promise.resolve();
    const send = (next: () => void): void => {
      // In order: a status that came before its message would be lost.
      sent = Promise.all([sent, persisted()]).then(next, (error: unknown) =>
        call.sendStatus(toStatusError(error)),
      );
    };
    return new ServerInterceptingCall(call, {
      sendMessage: (message, next) => send(() => next(message)),
      sendStatus: (status, next) => send(() => next(status)),
    });
  };
