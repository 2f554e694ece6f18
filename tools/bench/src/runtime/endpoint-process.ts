import { fork } from 'node:child_process';
import { once } from 'node:events';
import { workerFile } from './compile-workers.ts';
import {
  type EndpointCommand,
  type EndpointCounts,
  isEndpointCounts,
  isRecord,
} from './endpoint-messages.ts';

/** The HTTP endpoint under call, a process of its own so that its work is charged to nobody else. */
export interface EndpointProcess {
  readonly url: string;
  /** Counts anew, and answers after `delayMs` from now on. */
  reset(delayMs: number): Promise<void>;
  count(): Promise<EndpointCounts>;
  stop(): Promise<void>;
}

const ANSWER_MS = 10_000;

export async function startEndpoint(): Promise<EndpointProcess> {
  const child = fork(workerFile('endpoint'), { execArgv: [] });
  const exited = once(child, 'exit');
  const messages: readonly unknown[] = await once(child, 'message', {
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const [started] = messages;
  if (!isRecord(started) || typeof started['port'] !== 'number')
    throw new Error('The endpoint did not start');
  let lastId = 0;
  const ask = (command: EndpointCommand) =>
    new Promise<EndpointCounts>((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        child.off('message', onMessage);
      };
      const onMessage = (message: unknown) => {
        if (!isEndpointCounts(message) || message.id !== command.id) return;
        end();
        resolve(message);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error(`The endpoint did not answer within ${ANSWER_MS / 1000} s`));
      }, ANSWER_MS);
      child.on('message', onMessage);
      child.send(command, (error) => {
        if (error === null) return;
        end();
        reject(error);
      });
    });
  return {
    url: `http://127.0.0.1:${started['port']}`,
    async reset(delayMs) {
      await ask({ kind: 'reset', id: ++lastId, delayMs });
    },
    count: () => ask({ kind: 'count', id: ++lastId }),
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
