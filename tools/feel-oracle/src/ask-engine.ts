import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { OracleCase } from './written-expressions.ts';

const answerSchema = z.union([
  z.object({ failure: z.enum(['syntax', 'evaluation']) }),
  z.object({ value: z.unknown(), warnings: z.array(z.string()) }),
]);

/** What Camunda's engine makes of an expression; numbers are `{ number: text }`, contexts `{ context }`. */
export type EngineAnswer = z.infer<typeof answerSchema>;

const target = fileURLToPath(new URL('../java/target', import.meta.url));

/** Asks the engine of a version about each case, in order. The version must have been built (see README). */
export async function askEngine(
  version: string,
  cases: readonly OracleCase[],
): Promise<readonly EngineAnswer[]> {
  const classPath = `${target}/classes-${version}:${target}/lib-${version}/*`;
  const java = spawn('java', ['-Xss64m', '-cp', classPath, 'io.jobwright.feel.Oracle'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for (const request of cases) java.stdin.write(`${JSON.stringify(request)}\n`);
  java.stdin.end();
  const answers: EngineAnswer[] = [];
  for await (const line of createInterface({ input: java.stdout })) {
    answers.push(answerSchema.parse(JSON.parse(line)));
  }
  if (answers.length < cases.length)
    throw new Error(`The engine stopped after ${answers.length} of ${cases.length} expressions`);
  return answers;
}
