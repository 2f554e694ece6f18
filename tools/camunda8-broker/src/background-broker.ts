import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type BrokerOptions,
  isRunDirectory,
  launchBroker,
  type LaunchedBroker,
  stopLaunchedBroker,
} from './launch-broker.ts';
import { isRunning, readCommandLine } from '@jobwright/local-server';
import { withLock } from '@jobwright/local-server';

const lockTimeoutMs = 30 * 60_000;

/** One broker of this user that keeps running after the command that started it. */
export interface BackgroundBroker {
  readonly broker: LaunchedBroker;
  /** False when it was running already. */
  readonly isNew: boolean;
}

export async function startBackgroundBroker(
  cacheDirectory: string,
  options: BrokerOptions,
): Promise<BackgroundBroker> {
  return withStateLock(cacheDirectory, async () => {
    const running = await findBackgroundBroker(cacheDirectory);
    if (running) return { broker: running, isNew: false };
    await removeLeftovers(cacheDirectory);
    const broker = await launchBroker(options);
    await writeState(cacheDirectory, broker);
    return { broker, isNew: true };
  });
}

/** Whether there was one to stop. */
export async function stopBackgroundBroker(cacheDirectory: string): Promise<boolean> {
  return withStateLock(cacheDirectory, async () => {
    const running = await findBackgroundBroker(cacheDirectory);
    if (running) await stopLaunchedBroker(running);
    else await removeLeftovers(cacheDirectory);
    await rm(toStateFile(cacheDirectory), { force: true });
    return running !== undefined;
  });
}

/** The broker in the state file, if its process is still there and is the one that was started. */
export async function findBackgroundBroker(cacheDirectory: string): Promise<LaunchedBroker | undefined> {
  const broker = await readState(cacheDirectory);
  if (!broker || !isRunning(broker.pid)) return undefined;
  return readCommandLine(broker.pid).includes(broker.runDirectory) ? broker : undefined;
}

export function parseBrokerState(text: string): LaunchedBroker | undefined {
  const state = parseJson(text);
  if (typeof state !== 'object' || state === null) return undefined;
  const { pid, grpcAddress, restAddress, managementAddress, runDirectory }: Partial<Record<string, unknown>> =
    { ...state };
  if (typeof pid !== 'number' || !Number.isInteger(pid) || pid < 1) return undefined;
  if (typeof grpcAddress !== 'string' || typeof restAddress !== 'string') return undefined;
  if (typeof managementAddress !== 'string' || typeof runDirectory !== 'string' || runDirectory === '')
    return undefined;
  return { pid, grpcAddress, restAddress, managementAddress, runDirectory };
}

/** What a broker that ended by itself has left behind. */
async function removeLeftovers(cacheDirectory: string): Promise<void> {
  const broker = await readState(cacheDirectory);
  if (broker && isRunDirectory(broker.runDirectory))
    await rm(broker.runDirectory, { recursive: true, force: true });
}

async function readState(cacheDirectory: string): Promise<LaunchedBroker | undefined> {
  return parseBrokerState(await readFile(toStateFile(cacheDirectory), 'utf8').catch(() => ''));
}

async function writeState(cacheDirectory: string, broker: LaunchedBroker): Promise<void> {
  const file = toStateFile(cacheDirectory);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(broker, null, 2));
  await rename(`${file}.new`, file);
}

function withStateLock<Result>(cacheDirectory: string, run: () => Promise<Result>): Promise<Result> {
  return withLock(`${toStateFile(cacheDirectory)}.lock`, { timeoutMs: lockTimeoutMs }, run);
}

function toStateFile(cacheDirectory: string): string {
  return join(cacheDirectory, 'camunda8-broker.json');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
