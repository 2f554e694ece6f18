import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('worker-process.ts', import.meta.url));

/** Worker processes to be killed. */
export interface WorkerFleet {
  /** Kills one of them, at random, and starts another in its place. */
  killOne(): Promise<void>;
  close(): Promise<void>;
}

export async function startWorkerFleet(options: {
  readonly size: number;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<WorkerFleet> {
  const start = (): Promise<ChildProcess> => startWorker(options.environment);
  const workers = await Promise.all(Array.from({ length: options.size }, start));
  // What is killed is there at once; what takes its place need not be ready.
  const starting = new Set<Promise<unknown>>();
  return {
    async killOne() {
      const [worker] = workers.splice(Math.floor(Math.random() * workers.length), 1);
      if (worker !== undefined) await kill(worker);
      const started = start().then((child) => workers.push(child));
      starting.add(started);
      await (workers.length === 0 ? started : Promise.resolve());
    },
    async close() {
      await Promise.all(starting);
      await Promise.all(workers.map(kill));
    },
  };
}

async function startWorker(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--conditions=@jobwright/source', '--import=tsx', WORKER], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  if (child.exitCode !== null) throw new Error('A worker did not start');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
