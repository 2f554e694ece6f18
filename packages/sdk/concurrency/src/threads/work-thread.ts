// Runs in a thread of its own: does one piece of work at a time for the thread that started it.
import { parentPort } from 'node:worker_threads';
import { loadModule } from './load-module.ts';
import { toError } from '../to-error.ts';
import type { FromWorkThread, ToWorkThread } from './work-messages.ts';

if (parentPort === null) throw new Error('This file runs in a worker thread');
const port = parentPort;
const say = (message: FromWorkThread<unknown>): void => port.postMessage(message);

interface WorkModule {
  work(input: unknown): unknown;
}

const isWorkModule = (loaded: unknown): loaded is WorkModule =>
  typeof loaded === 'object' && loaded !== null && 'work' in loaded && typeof loaded.work === 'function';

port.on('message', ({ module, input }: ToWorkThread) => void answer(module, input));

async function answer(module: string, input: unknown): Promise<void> {
  try {
    const loaded = await loadModule(module);
    if (!isWorkModule(loaded)) throw new Error(`${module} exports no function work`);
    say({ kind: 'begun' });
    say({ kind: 'done', output: await loaded.work(input) });
  } catch (error) {
    const { message, stack } = toError(error);
    say({ kind: 'failed', message, stack });
  }
}
