import { createWaitQueue, startModule } from '@jobwright/concurrency';
import type { FromThread, ToThread } from './thread-messages.ts';
import { exhaustedError } from '../pdf-error.ts';

/** A worker thread that draws documents. */
export interface RenderThread {
  /** Sends a message. What `transfer` lists is moved, not copied. */
  send(message: ToThread, transfer?: readonly ArrayBuffer[]): void;
  /** The next message. @throws the reason of the signal as an `Error`, or why the thread has ended */
  receive(signal: AbortSignal): Promise<FromThread>;
  /** Whether it can still draw. */
  isAlive(): boolean;
  /** Whether its module has been loaded. */
  isReady(): boolean;
  /** Whether its last document is complete, and all its messages have been received. */
  isIdle(): boolean;
  terminate(): Promise<void>;
}

export function createThread({ maxMemoryMb }: { readonly maxMemoryMb: number }): RenderThread {
  const worker = startModule('render-thread', import.meta.url, {
    name: 'jobwright-pdf',
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  worker.unref();
  const received: FromThread[] = [];
  const receivers = createWaitQueue<undefined, FromThread>();
  let failure: Error | undefined;
  let isAlive = true;
  let isIdle = true;
  let isReady = false;

  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ready') isReady = true;
    if (message.kind === 'done' || message.kind === 'failed') isIdle = true;
    if (!receivers.serve(message)) received.push(message);
  });
  const fail = (error: Error): void => {
    isAlive = false;
    failure ??= error;
    receivers.rejectAll(failure);
  };
  worker.on('error', (error: Error & { readonly code?: string }) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? exhaustedError('memory', `${maxMemoryMb} MB`) : error),
  );
  worker.on('exit', () => fail(threadEndedError()));

  return {
    send(message, transfer = []) {
      if (message.kind === 'render') isIdle = false;
      worker.postMessage(message, transfer);
    },
    async receive(signal) {
      signal.throwIfAborted();
      const message = received.shift();
      if (message !== undefined) return message;
      if (!isAlive) throw failure ?? threadEndedError();
      worker.ref();
      try {
        return await receivers.wait(undefined, signal);
      } finally {
        worker.unref();
      }
    },
    isAlive: () => isAlive,
    isReady: () => isReady,
    isIdle: () => isIdle && received.length === 0,
    async terminate() {
      isAlive = false;
      await worker.terminate();
    },
  };
}

const threadEndedError = (): Error => new Error('The thread that draws has ended');
