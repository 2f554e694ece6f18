import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readProcessUsage } from '../runtime/process-usage.ts';

const CLI = join(import.meta.dirname, '../../../../packages/app/jobwright/dist/cli.js');
/** Jobs at work get five seconds of the end. */
const START = ['start', '--http-port', '0', '--jobs-drain-timeout-seconds', '5'];
const READY_MS = 60_000;
const ANSWER_MS = 10_000;

/** Runs first in the service: reports by message how late its event loop was since the last question. */
const WATCH = `import { monitorEventLoopDelay } from 'node:perf_hooks';
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', () => {
  process.send({ p99Ms: delay.percentile(99) / 1e6, maxMs: delay.max / 1e6 });
  delay.reset();
});
process.channel?.unref();`;

const lateness = z.object({ p99Ms: z.number(), maxMs: z.number() });

export interface WatchedService {
  /** Of its probes and metrics. */
  readonly address: string;
  /** Forgets what was. */
  beginWatch(): Promise<void>;
  endWatch(): Promise<z.output<typeof lateness> & { readonly peakMb: number }>;
  log(): string;
  /** Milliseconds from SIGTERM to its end; `Infinity` when it had to be killed after this time. */
  terminate(withinMs: number): Promise<number>;
  kill(): void;
}

/** `jobwright start` with all connectors, as built. */
export async function startWatchedService(
  environment: Readonly<Record<string, string>>,
): Promise<WatchedService> {
  const watch = `data:text/javascript,${encodeURIComponent(WATCH)}`;
  const child = spawn(process.execPath, ['--import', watch, CLI, ...START], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = once(child, 'exit');
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const startedAt = performance.now();
  while (!text.includes('"Ready"')) {
    if (child.exitCode !== null || performance.now() - startedAt > READY_MS) {
      kill();
      throw new Error(`The service is not ready. Its log:\n${text.slice(-3000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const ask = async () => {
    child.send('lateness');
    const answer: readonly unknown[] = await once(child, 'message', {
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return lateness.parse(answer[0]);
  };
  return {
    address: /"address":"(http:[^"]+)"/.exec(text)?.[1] ?? '',
    async beginWatch() {
      await ask();
      // Begins the peak anew (proc(5)).
      writeFileSync(`/proc/${child.pid}/clear_refs`, '5');
    },
    async endWatch() {
      return { ...(await ask()), peakMb: readProcessUsage(child.pid ?? 0).peakRssMb };
    },
    log: () => text,
    async terminate(withinMs) {
      const begunAt = performance.now();
      child.kill('SIGTERM');
      const timer = setTimeout(kill, withinMs);
      await ended;
      clearTimeout(timer);
      process.off('exit', kill);
      return child.signalCode === 'SIGKILL' ? Infinity : performance.now() - begunAt;
    },
    kill,
  };
}
