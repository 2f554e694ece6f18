import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Identifies a process, also against a later one with the same number: in a container each start has the
 * same.
 */
export const ownIdentity = (): string => `${hostname()} ${process.pid} ${startOf(process.pid) ?? '-'}`;

/** Whether a process is still running; `unknown`: it is on another machine. */
export function judgeProcess(identity: string): 'alive' | 'dead' | 'unknown' {
  const [host, pid = '', start] = identity.split(' ');
  if (host !== hostname()) return 'unknown';
  const number = Number(pid);
  if (!Number.isSafeInteger(number) || number < 1) return 'dead';
  const current = startOf(number);
  if (current !== undefined) return current === start ? 'alive' : 'dead';
  if (start !== '-') return 'dead';
  return number !== process.pid && isThere(number) ? 'alive' : 'dead';
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When the process started, in ticks since the machine started, and which start of the machine that was.
 * Known on Linux only.
 */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the process, in parentheses, may contain anything.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}-${ticks}`;
  } catch {
    return undefined;
  }
}
