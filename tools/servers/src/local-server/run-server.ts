import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchProgram, serverEnvironment } from './launch-program.ts';
import { isRunning, signalProcess, stopProcess } from './running-process.ts';
import { readLogEnd } from './server-directory.ts';
import { stopWithParent } from './stop-with-parent.ts';
import type { SystemUser } from './system-user.ts';
import { waitUntilOpen } from './wait-until-open.ts';

export interface ServerToRun {
  /** For messages. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Its own, deleted when it ends. */
  readonly directory: string;
  /** Open once it is ready. */
  readonly port: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly user?: SystemUser | undefined;
  /** What makes it end without waiting for its clients. Default `SIGTERM`. */
  readonly stopSignal?: NodeJS.Signals;
}

export interface RunningServer {
  readonly pid: number;
  readonly readLog: () => string;
  /** Ends the server and deletes its folder. */
  stop(): Promise<void>;
}

const READY_MS = 180_000;
const STOP_MS = 10_000;
const POLL_MS = 50;

/**
 * Starts a server and waits until it listens (3 minutes at most); it does not outlive this process.
 * @throws Error with the end of its log
 */
export async function runServer(server: ServerToRun): Promise<RunningServer> {
  const { name, program, args, directory, port, environment = {}, user, stopSignal = 'SIGTERM' } = server;
  const logFile = join(directory, 'server.log');
  const own = serverEnvironment({ LC_ALL: 'C.UTF-8', HOME: directory, ...environment });
  const pid = launchProgram({ program, args, directory, logFile, environment: own, user });
  const readLog = (): string => readLogEnd(logFile);
  const stopAll = async (): Promise<void> => {
    signalProcess(pid, stopSignal);
    const deadline = performance.now() + STOP_MS;
    while (isRunning(pid) && performance.now() < deadline) await sleep(POLL_MS);
    await stopProcess(pid, { graceMs: STOP_MS });
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll());
  const release = stopWithParent({ pid, directory, stop });
  const end = async (): Promise<void> => {
    await stop();
    release();
  };
  try {
    await waitUntilOpen(port, { pids: [pid], timeoutMs: READY_MS });
  } catch (cause) {
    const log = readLog();
    await end();
    throw new Error(`${name} did not start. The end of its log:\n${log}`, { cause });
  }
  return { pid, readLog, stop: end };
}
