import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 50;
/** What the system may take to end a process by force, on a machine under load. */
const killMs = 15_000;

/** Whether a process is there and has not ended; one that only waits to be reaped has. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const stat = readProcessFile(pid, 'stat');
  return stat === undefined || !/\) Z /.test(stat);
}

/** The command line of a process, so that a number used again by the system is not taken for ours. */
export function readCommandLine(pid: number): string {
  const commandLine = readProcessFile(pid, 'cmdline');
  if (commandLine !== undefined) return commandLine.replaceAll('\0', ' ');
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8', timeout: 5000 });
  } catch {
    return '';
  }
}

/** Asks the process to end, and ends it by force after `graceMs`. */
export async function stopProcess(pid: number, options: { readonly graceMs: number }): Promise<void> {
  signalProcess(pid, 'SIGTERM');
  if (await waitUntilEnded(pid, options.graceMs)) return;
  signalProcess(pid, 'SIGKILL');
  if (await waitUntilEnded(pid, killMs)) return;
  throw new Error(`Process ${pid} is still there after SIGKILL; end it by hand.`);
}

export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

async function waitUntilEnded(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(pollMs);
  }
  return true;
}

function readProcessFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
