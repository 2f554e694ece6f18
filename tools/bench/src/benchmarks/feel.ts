import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compile } from '@jobwright/feel';
import { evaluate as evaluateWithFeelin } from 'feelin';
import { z } from 'zod';
import type { Benchmark, Metric, Row } from '../benchmark.ts';

const HELP = `npm run bench -- feel

Evaluates small result expressions with our FEEL, feelin and Camunda's Java engine, in one run, and tells the median of the
microseconds an evaluation takes. The Java engine must have been built (see tools/feel-oracle); without it it is left out.`;

const METRICS: readonly Metric[] = [{ name: 'microseconds', title: 'us/evaluation' }];
const ROUNDS = 15;
const PER_ROUND = { jobwright: 5000, feelin: 30, java: 2000 };
const ENGINE_VERSION = '1.18.0';

const small = { response: { status: 200, body: { id: 'A-1', total: 12.5, items: [{ price: 1 }] } } };
const large = {
  response: {
    status: 200,
    body: {
      id: 'A-1',
      total: 12.5,
      items: Array.from({ length: 2000 }, (_, id) => ({ id, name: `item ${id}`, price: id / 10 })),
    },
  },
};
const cases = [
  { name: 'path', expression: 'response.body.id', context: small },
  { name: 'result', expression: '{id: response.body.id, ok: response.status = 200}', context: small },
  {
    name: 'condition',
    expression: 'if response.status >= 400 then "bad" else "good " + response.body.id',
    context: small,
  },
  {
    name: 'result, 2000 items',
    expression: '{id: response.body.id, ok: response.status = 200, body: response.body}',
    context: large,
  },
  { name: 'first of 2000 items', expression: 'response.body.items[1].name', context: large },
  { name: 'sum of 2000 items', expression: 'sum(response.body.items.price)', context: large },
] as const;

/** FEEL alone. */
export const feel: Benchmark = {
  summary: 'small FEEL expressions: ours, feelin and the Java engine',
  help: HELP,
  async run(_args, { log, signal }) {
    const rows: Row[] = [];
    for (const { name, expression, context } of cases) {
      signal.throwIfAborted();
      const compiled = compile(expression);
      const add = (contestant: string, microseconds: number) => {
        log(`${name}   ${contestant}   ${microseconds.toFixed(2)} us`);
        rows.push({ case: name, contestant, values: { microseconds } });
      };
      add(
        'jobwright',
        measure(PER_ROUND.jobwright, () => compiled.evaluate(context)),
      );
      add(
        'feelin',
        measure(PER_ROUND.feelin, () => evaluateWithFeelin(expression, context, 'camunda')),
      );
      const java = await measureJava({ expression, context }, signal);
      if (java !== undefined) add('java', java);
    }
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};

function measure(perRound: number, run: () => unknown): number {
  const rounds: number[] = [];
  for (let round = -3; round < ROUNDS; round += 1) {
    const start = process.hrtime.bigint();
    for (let index = 0; index < perRound; index += 1) run();
    if (round >= 0) rounds.push(Number(process.hrtime.bigint() - start) / perRound / 1000);
  }
  return rounds.sort((a, b) => a - b)[Math.trunc(ROUNDS / 2)] ?? 0;
}

const answerSchema = z.object({ nanoseconds: z.number() });

async function measureJava(
  request: { readonly expression: string; readonly context: unknown },
  signal: AbortSignal,
): Promise<number | undefined> {
  const target = fileURLToPath(new URL('../../../feel-oracle/java/target', import.meta.url));
  const classPath = `${target}/classes-${ENGINE_VERSION}:${target}/lib-${ENGINE_VERSION}/*`;
  const java = spawn('java', ['-cp', classPath, 'io.jobwright.feel.Oracle'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    signal,
  });
  java.stdin.on('error', () => undefined);
  java.stdin.end(`${JSON.stringify({ ...request, rounds: ROUNDS, perRound: PER_ROUND.java })}\n`);
  for await (const line of createInterface({ input: java.stdout })) {
    return answerSchema.parse(JSON.parse(line)).nanoseconds / 1000;
  }
  return undefined;
}
