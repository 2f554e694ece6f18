import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { BenchmarkContext, Row } from '../benchmark.ts';
import { workerFile } from '../runtime/compile-workers.ts';
import { startEndpoint } from '../runtime/endpoint-process.ts';
import { isRateRound, type RateOptions } from './rate-messages.ts';

/**
 * A small JSON GET, 64 at a time: the connector without a runtime, as it is published, and undici alone; in a
 * separate process.
 */
export async function measureRate(
  options: Omit<RateOptions, 'url'>,
  { log, signal }: BenchmarkContext,
): Promise<Row[]> {
  const endpoint = await startEndpoint();
  const rows: Row[] = [];
  const contest = fork(workerFile('http-rate'), [JSON.stringify({ ...options, url: endpoint.url })], {
    execArgv: [],
  });
  contest.on('message', (message) => {
    if (!isRateRound(message)) return;
    const { round, contestant, requestsPerSecond, cpuMsPerRequest } = message;
    log(`round ${round + 1}   ${contestant}   ${requestsPerSecond.toFixed(0)} requests/s`);
    rows.push({ case: 'get', contestant, values: { requestsPerSecond, cpuMsPerRequest } });
  });
  try {
    const exit: readonly unknown[] = await once(contest, 'exit', { signal });
    const [code] = exit;
    if (code !== 0) throw new Error(`The process that measures ended with ${String(code)}`);
    return rows;
  } finally {
    contest.kill();
    await endpoint.stop();
  }
}
