import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const program = fileURLToPath(new URL('./start-engine.ts', import.meta.url));
const loader = fileURLToPath(new URL('../../../node_modules/tsx/dist/loader.mjs', import.meta.url));

export interface EngineQuestion {
  readonly keys: readonly string[];
}

const started = z.object({
  grpcAddress: z.string(),
  restAddress: z.string(),
  restored: z.object({ processes: z.number(), instances: z.number(), incidents: z.number() }),
});

const facts = z.object({
  /** In the order of the keys; null: there is no such instance. */
  instances: z.array(z.object({ state: z.string(), variables: z.record(z.string(), z.unknown()) }).nullish()),
  jobKeys: z.array(z.string()),
  incidents: z.array(z.string()),
});

export type EngineFacts = z.output<typeof facts>;

export interface EngineProcess extends z.output<typeof started> {
  /** What the engine knows of these instances, and of all jobs. */
  ask(keys: readonly string[]): Promise<EngineFacts>;
  /** Ends it at once. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves to its exit code. */
  stop(): Promise<number | null>;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/**
 * Starts an engine on a folder, in a process of its own. @throws Error with what it wrote when it does not
 * start
 */
export async function startEngineOn(directory: string): Promise<EngineProcess> {
  const child = fork(program, [directory], {
    execArgv: ['--import', loader, '--conditions=@jobwright/source'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors += text.toString();
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The engine ended: ${errors}`);
  });
  ended.catch(() => undefined);
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return {
    ...started.parse(message),
    async ask(keys) {
      child.send({ keys } satisfies EngineQuestion);
      const [answer] = await Promise.race([once(child, 'message'), ended]);
      return facts.parse(answer);
    },
    async kill() {
      await end(child, 'SIGKILL');
    },
    stop: () => end(child, 'SIGTERM'),
  };
}
