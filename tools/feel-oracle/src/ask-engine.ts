import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { PreparedEngine } from './prepare-engine.ts';

/** An expression, or unary tests of an input, with the variables it is given. */
export interface OracleCase {
  readonly expression: string;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly input?: unknown;
}

const answerSchema = z.union([
  z.object({ failure: z.enum(['syntax', 'evaluation']) }),
  z.object({ value: z.unknown(), warnings: z.array(z.string()) }),
]);
const functionsSchema = z.record(z.string(), z.array(z.array(z.string())));

/** What Camunda's engine makes of an expression; numbers are `{ number: text }`, contexts `{ context }`. */
export type EngineAnswer = z.infer<typeof answerSchema>;

/** Asks an engine about each case, in order. `tell` hears how many are answered. */
export async function askEngine(
  engine: PreparedEngine,
  cases: readonly OracleCase[],
  options: { readonly signal: AbortSignal; readonly tell?: (count: number) => void },
): Promise<readonly EngineAnswer[]> {
  const answers: EngineAnswer[] = [];
  for await (const line of talk(engine, cases, options.signal)) {
    answers.push(answerSchema.parse(JSON.parse(line)));
    options.tell?.(answers.length);
  }
  if (answers.length < cases.length) {
    throw new Error(
      `The engine of Camunda ${engine.broker} stopped at the expression ${cases[answers.length]?.expression}`,
    );
  }
  return answers;
}

/** The parameters of each overload of each function the engine knows. */
export async function askFunctions(
  engine: PreparedEngine,
  options: { readonly signal: AbortSignal },
): Promise<Readonly<Record<string, readonly (readonly string[])[]>>> {
  for await (const line of talk(engine, [{ functions: true }], options.signal)) {
    return functionsSchema.parse(JSON.parse(line));
  }
  throw new Error(`The engine of Camunda ${engine.broker} does not tell its functions`);
}

/** The lines the program answers to requests. */
export function talk(
  { java, classPath }: PreparedEngine,
  requests: readonly object[],
  signal: AbortSignal,
): AsyncIterable<string> {
  const child = spawn(java, ['-Xss64m', '-cp', classPath, 'io.jobwright.feel.Oracle'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    signal,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  return createInterface({ input: child.stdout });
}
