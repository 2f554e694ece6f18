import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type CliRun, startCli } from '../../src/testing/run-cli.ts';

/** Processes of `jobwright start` to be killed. */
export interface RuntimeFleet {
  /** Kills one of them, at random, and starts another in its place. */
  killOne(): Promise<void>;
  /** Stops all as an operator does, and gives the ends of their logs. */
  close(): Promise<readonly string[]>;
}

type Environment = Readonly<Record<string, string>>;

const READY_MS = 120_000;
const POLL_MS = 50;

/** One process for each of the environments. */
export async function startRuntimeFleet(environments: readonly Environment[]): Promise<RuntimeFleet> {
  const start = async (environment: Environment) => ({ environment, run: await startRuntime(environment) });
  const runtimes = await Promise.all(environments.map(start));
  const starting = new Set<Promise<unknown>>();
  return {
    async killOne() {
      // What takes the place of an earlier one need not be ready, but one is always there.
      if (runtimes.length < 2) await Promise.all(starting);
      const [killed] = runtimes.splice(Math.floor(Math.random() * runtimes.length), 1);
      if (killed === undefined) return;
      killed.run.process.kill('SIGKILL');
      await killed.run.ended;
      const started = start(killed.environment).then((runtime) => runtimes.push(runtime));
      starting.add(started);
      // A failure is reported by `close`.
      void started.catch(() => undefined);
    },
    async close() {
      await Promise.all(starting);
      return Promise.all(
        runtimes.map(async ({ run }) => {
          run.process.kill('SIGTERM');
          return (await run.ended).stderr;
        }),
      );
    },
  };
}

async function startRuntime(environment: Environment): Promise<CliRun> {
  const run = startCli(['start', '--http-port', '0'], environment);
  // Whatever happens to the others; one that has ended does not mind.
  onTestFinished(() => void run.process.kill('SIGKILL'));
  const exited = once(run.process, 'exit');
  const deadline = performance.now() + READY_MS;
  while (!run.output.stderr.includes('"Ready"')) {
    const ended = await Promise.race([exited.then(() => true), sleep(POLL_MS).then(() => false)]);
    if (ended || performance.now() > deadline)
      throw new Error(`A runtime did not start:\n${run.output.stderr}`);
  }
  return run;
}
