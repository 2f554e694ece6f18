import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '@jobwright/local-server';

const pollMs = 100;
const requestTimeoutMs = 2000;

/** Waits until the broker says that it is ready. @throws Error when it ends before, the deadline passes or `signal` fires */
export async function waitUntilReady(options: {
  readonly pid: number;
  readonly managementAddress: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}): Promise<void> {
  const { pid, managementAddress, timeoutMs, signal } = options;
  const deadline = performance.now() + timeoutMs;
  while (!(await isReady(managementAddress))) {
    signal?.throwIfAborted();
    if (!isRunning(pid)) throw new Error('The broker ended before it was ready.');
    if (performance.now() > deadline)
      throw new Error(`The broker was not ready within ${timeoutMs / 1000} s.`);
    await sleep(pollMs, undefined, signal ? { signal } : {});
  }
}

export async function isReady(managementAddress: string): Promise<boolean> {
  try {
    const response = await fetch(`${managementAddress}/ready`, {
      signal: AbortSignal.timeout(requestTimeoutMs),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
