import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './running-process.ts';

const POLL_MS = 50;

/**
 * Waits until a port of 127.0.0.1 takes connections. @throws Error when one of the processes ends before, or
 * the time is over
 */
export async function waitUntilOpen(
  port: number,
  { pids, timeoutMs }: { readonly pids: readonly number[]; readonly timeoutMs: number },
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isOpen(port))) {
    if (!pids.every(isRunning)) throw new Error('It has ended.');
    if (performance.now() > deadline) throw new Error(`Nothing answers on port ${port}.`);
    await sleep(POLL_MS);
  }
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket
      .once('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .once('error', () => resolve(false));
  });
