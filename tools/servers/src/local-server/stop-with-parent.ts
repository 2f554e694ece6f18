import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { signalProcess } from './running-process.ts';

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Binds the life of a process to ours: on a signal `stop` runs and the signal goes on, at exit it is killed,
 * and when we are killed ourselves a shell that waits for the end of its input does it. Returns the function
 * that undoes it.
 */
export function stopWithParent(options: {
  readonly pid: number;
  readonly directory: string;
  readonly stop: () => Promise<void>;
}): () => void {
  const { pid, directory, stop } = options;
  const watchdog = spawn(
    '/bin/sh',
    ['-c', 'read -r _ || { kill -9 "$0"; rm -rf "$1"; }', String(pid), directory],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  );
  watchdog.on('error', () => undefined);
  watchdog.stdin.on('error', () => undefined);
  watchdog.unref();

  const killNow = () => {
    signalProcess(pid, 'SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  const onSignal = (signal: NodeJS.Signals) => {
    void stop()
      .catch(killNow)
      .finally(() => {
        // Without another listener the signal has to end us, as it would have done without ours.
        if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
      });
  };
  process.once('exit', killNow);
  for (const signal of signals) process.once(signal, onSignal);
  return () => {
    process.off('exit', killNow);
    for (const signal of signals) process.off(signal, onSignal);
    watchdog.stdin.end('\n');
  };
}
