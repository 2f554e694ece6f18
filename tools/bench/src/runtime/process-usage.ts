import { existsSync, readFileSync } from 'node:fs';

/** Of a process and all its descendants. */
export interface ProcessUsage {
  /** Since the processes started; the kernel counts in steps of 10. */
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly peakRssMb: number;
}

const MS_PER_TICK = 10;
const KB_PER_MB = 1024;

/** @throws Error where there is no `/proc` to read */
export function checkProcessUsage(): void {
  if (existsSync('/proc/self/status')) return;
  throw new Error('CPU and memory are read from /proc: run this benchmark on Linux.');
}

export function readProcessUsage(pid: number): ProcessUsage {
  const parts = listTree(pid).map(readOne);
  const sum = (key: keyof ProcessUsage) => parts.reduce((total, part) => total + part[key], 0);
  return { cpuMs: sum('cpuMs'), rssMb: sum('rssMb'), peakRssMb: sum('peakRssMb') };
}

function listTree(pid: number): readonly number[] {
  const children = readProcessFile(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(listTree)];
}

function readOne(pid: number): ProcessUsage {
  const stat = readProcessFile(pid, 'stat');
  // The name of the program may hold blanks and brackets; what follows it starts with field 3 of proc(5).
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [utime = 0, stime = 0, endedChildrenUtime = 0, endedChildrenStime = 0] = fields.slice(11, 15);
  const status = readProcessFile(pid, 'status');
  return {
    cpuMs: (utime + stime + endedChildrenUtime + endedChildrenStime) * MS_PER_TICK,
    rssMb: readKb(status, 'VmRSS') / KB_PER_MB,
    peakRssMb: readKb(status, 'VmHWM') / KB_PER_MB,
  };
}

function readKb(status: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
}

/** Empty when the process has ended. */
function readProcessFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
