import { startModule } from '@jobwright/connector-sdk';
import type { FromThread, ToThread } from './thread-messages.ts';
import { exhaustedError } from '../pdf-error.ts';

/** A thread that draws, as the one that asks it sees it. */
export interface RenderThread {
  say(message: ToThread, transfer?: readonly ArrayBuffer[]): void;
  /** What it says next. @throws PdfError `exhausted` when it took too much memory, Error when it broke */
  hear(): Promise<FromThread>;
  isAlive(): boolean;
  /** Has it been loaded? */
  isReady(): boolean;
  /** Has it said that its last document is done? */
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
  const heard: FromThread[] = [];
  let listener: { resolve(message: FromThread): void; reject(reason: unknown): void } | undefined;
  let failure: unknown;
  let isAlive = true;
  let isIdle = true;
  let isReady = false;

  worker.on('message', (message: FromThread) => {
    if (message.kind === 'ready') isReady = true;
    if (message.kind === 'done' || message.kind === 'failed') isIdle = true;
    if (listener === undefined) heard.push(message);
    else listener.resolve(message);
    listener = undefined;
  });
  const fail = (reason: unknown): void => {
    isAlive = false;
    failure ??= reason;
    listener?.reject(failure);
    listener = undefined;
  };
  worker.on('error', (error: Error & { readonly code?: string }) =>
    fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? exhaustedError('memory', `${maxMemoryMb} MB`) : error),
  );
  worker.on('exit', () => fail(new Error('The thread that draws has ended')));

  return {
    say(message, transfer = []) {
      if (message.kind === 'render') isIdle = false;
      worker.postMessage(message, transfer);
    },
    hear() {
      const message = heard.shift();
      if (message !== undefined) return Promise.resolve(message);
      if (!isAlive)
        return Promise.reject(
          failure instanceof Error ? failure : new Error('The thread that draws has ended'),
        );
      worker.ref();
      return new Promise<FromThread>((resolve, reject) => {
        listener = { resolve, reject };
      }).finally(() => worker.unref());
    },
    isAlive: () => isAlive,
    isReady: () => isReady,
    isIdle: () => isIdle && heard.length === 0,
    async terminate() {
      isAlive = false;
      await worker.terminate();
    },
  };
}
