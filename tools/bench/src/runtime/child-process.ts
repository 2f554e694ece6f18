import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Launch {
  readonly executable: string;
  readonly args: readonly string[];
  /** The whole environment of the process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ready: ReadySign;
}

export type ReadySign =
  { readonly kind: 'logLine'; readonly pattern: RegExp } | { readonly kind: 'http'; readonly url: string };

export interface StartedProcess {
  readonly pid: number;
  /**
   * Milliseconds from its start to the sign. @throws Error with the end of its log when it ends before, or
   * takes too long
   */
  readonly ready: Promise<number>;
  /** @throws Error with the end of its log when it has ended by itself */
  check(): void;
  tailLog(): string;
  stop(): Promise<void>;
}

const READY_MS = 300_000;
const LOG_LOOK_MS = 5;
const HTTP_LOOK_MS = 25;
const STOP_GRACE_MS = 10_000;
const TAIL_LINES = 15;

/** Starts a contestant with its output in `logFile`. It is killed, at the latest, when this process ends. */
export function startProcess(
  launch: Launch,
  options: { readonly name: string; readonly logFile: string; readonly signal: AbortSignal },
): StartedProcess {
  const { name, logFile, signal } = options;
  const log = openSync(logFile, 'w');
  const startedAt = performance.now();
  const child = spawn(launch.executable, launch.args, {
    env: { ...launch.environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const killNow = () => void child.kill('SIGKILL');
  process.once('exit', killNow);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  void exited.then(() => process.off('exit', killNow));
  const tailLog = () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
  const check = () => {
    if (!hasEnded(child)) return;
    throw new Error(
      `${name} ended (${child.exitCode ?? child.signalCode}). The end of its log:\n${tailLog()}`,
    );
  };
  const waitUntilReady = async () => {
    while (!(await isReady(launch.ready, logFile))) {
      signal.throwIfAborted();
      check();
      if (performance.now() - startedAt > READY_MS)
        throw new Error(`${name} is not ready after ${READY_MS / 1000} s. The end of its log:\n${tailLog()}`);
      await sleep(launch.ready.kind === 'http' ? HTTP_LOOK_MS : LOG_LOOK_MS);
    }
    return performance.now() - startedAt;
  };
  if (child.pid === undefined) throw new Error(`${launch.executable} cannot be started.`);
  const ready = waitUntilReady();
  // Who does not wait for it learns of an early end by `check`.
  ready.catch(() => undefined);
  return {
    pid: child.pid,
    ready,
    check,
    tailLog,
    async stop() {
      if (hasEnded(child)) return;
      child.kill('SIGTERM');
      const timer = setTimeout(killNow, STOP_GRACE_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Runs `use` while the process is there, and stops it whatever happens. */
export async function withProcess<Result>(
  launch: Launch,
  options: { readonly name: string; readonly logDirectory: string; readonly signal: AbortSignal },
  use: (started: StartedProcess) => Promise<Result>,
): Promise<Result> {
  const { name, logDirectory, signal } = options;
  const started = startProcess(launch, { name, logFile: join(logDirectory, `${name}.log`), signal });
  try {
    return await use(started);
  } finally {
    await started.stop();
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function isReady(ready: ReadySign, logFile: string): Promise<boolean> {
  if (ready.kind === 'logLine') return ready.pattern.test(readFileSync(logFile, 'utf8'));
  try {
    const response = await fetch(ready.url, { signal: AbortSignal.timeout(1000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
