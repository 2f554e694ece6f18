import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { PreparedEngine } from './prepare-engine.ts';

/** Camunda's engine as a process that measures one thing after another. */
export interface RunningEngine {
  /**
   * Nanoseconds of the processor that an evaluation of a parsed expression takes, or the parsing of it: one
   * figure a round.
   */
  measure(request: {
    readonly expression: string;
    readonly context: Readonly<Record<string, unknown>>;
    readonly parse: boolean;
    readonly rounds: number;
    readonly perRound: number;
  }): Promise<readonly number[]>;
  stop(): void;
}

const answerSchema = z.object({ nanoseconds: z.array(z.number()) });

export function startEngine({ java, classPath }: PreparedEngine, signal: AbortSignal): RunningEngine {
  const child = spawn(java, ['-Xss64m', '-cp', classPath, 'io.jobwright.feel.Oracle'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    signal,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async measure(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const next = await lines.next();
      if (next.done) throw new Error(`The engine stopped while it measured ${request.expression}`);
      return answerSchema.parse(JSON.parse(next.value)).nanoseconds;
    },
    stop: () => child.stdin.end(),
  };
}
