import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { BenchmarkContext, Row } from '../benchmark.ts';
import { workerFile } from '../runtime/compile-workers.ts';
import { rotate } from '../statistics.ts';

const CONTESTANTS = ['jobwright', 'pg'] as const;
const IN_FLIGHT = 16;

const result = z.object({ seconds: z.number(), cpuMs: z.number() });

export interface UpdateOptions {
  readonly url: string;
  readonly rounds: number;
  readonly processes: number;
  /** All processes together. */
  readonly updates: number;
  readonly rows: number;
}

/** Updates a second of the connector and of pg with the same transaction, in turn. */
export async function measureUpdates(
  options: UpdateOptions,
  { log, signal }: BenchmarkContext,
): Promise<Row[]> {
  const name = options.processes === 1 ? '1 process' : `${options.processes} processes`;
  const rows: Row[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    for (const contestant of rotate(CONTESTANTS, round)) {
      signal.throwIfAborted();
      const values = await runRound(contestant, options);
      log(`${name}   round ${round + 1}   ${contestant}   ${values.updatesPerSecond.toFixed(0)} updates/s`);
      rows.push({ case: name, contestant, values });
    }
  }
  return rows;
}

async function runRound(contestant: string, { url, processes, updates, rows }: UpdateOptions) {
  const each = Math.ceil(updates / processes);
  const workers = Array.from({ length: processes }, (_, n) =>
    startProcess([contestant, url, String(n), String(each), String(IN_FLIGHT), String(rows)]),
  );
  try {
    await Promise.all(workers.map(({ nextLine }) => nextLine()));
    const start = performance.now();
    for (const { child } of workers) child.stdin?.write('go\n');
    const lines = await Promise.all(workers.map(({ nextLine }) => nextLine()));
    const seconds = (performance.now() - start) / 1000;
    const cpuMs = lines.reduce((sum, line) => sum + result.parse(JSON.parse(line)).cpuMs, 0);
    const made = each * processes;
    return { updatesPerSecond: made / seconds, cpuMsPerUpdate: cpuMs / made };
  } finally {
    for (const { child } of workers) child.kill('SIGKILL');
  }
}

interface Worker {
  readonly child: ChildProcess;
  readonly nextLine: () => Promise<string>;
}

function startProcess(args: readonly string[]): Worker {
  const child = spawn(process.execPath, [workerFile('customer-updates'), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  return {
    child,
    async nextLine() {
      const values: readonly unknown[] = await Promise.race([
        once(lines, 'line'),
        once(child, 'exit').then(() => Promise.reject(new Error('A process of a contestant has ended'))),
      ]);
      return String(values[0]);
    },
  };
}
