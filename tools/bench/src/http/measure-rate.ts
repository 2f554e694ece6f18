import { httpRest } from '@jobwright/connector-http-rest';
import { createMemoryDocumentStore } from '@jobwright/runtime';
import { Agent, request } from 'undici';
import type { BenchmarkContext, Row } from '../benchmark.ts';
import { startEndpoint } from '../runtime/endpoint-process.ts';
import { rotate } from '../statistics.ts';
import { createCallContext } from './call-context.ts';
import { runInFlight } from './run-in-flight.ts';

export interface RateOptions {
  readonly rounds: number;
  readonly requests: number;
}

interface Contestant {
  readonly name: string;
  readonly call: () => Promise<unknown>;
}

const IN_FLIGHT = 64;

/** A small JSON GET, 64 at a time: the connector without a runtime, and what undici can do. A round before the first warms up. */
export async function measureRate(options: RateOptions, { log, signal }: BenchmarkContext): Promise<Row[]> {
  const endpoint = await startEndpoint();
  const agent = new Agent({ connections: IN_FLIGHT });
  const context = createCallContext(createMemoryDocumentStore(), signal);
  const operation = httpRest.operations.get('run');
  if (operation === undefined) throw new Error('The REST connector has one operation');
  const variables = { method: 'GET', url: endpoint.url, documentReturnFormat: { choice: 'JSON' } };
  const contestants: readonly Contestant[] = [
    // Each job has a signal of its own.
    {
      name: 'jobwright',
      call: () => operation.bind(variables)({ ...context, signal: new AbortController().signal }),
    },
    { name: 'undici', call: async () => (await request(endpoint.url, { dispatcher: agent })).body.json() },
  ];
  const rows: Row[] = [];
  try {
    for (let round = -1; round < options.rounds; round += 1) {
      for (const { name, call } of rotate(contestants, Math.max(round, 0))) {
        signal.throwIfAborted();
        const values = await timeRound(options.requests, call);
        if (round < 0) continue;
        log(`round ${round + 1}   ${name}   ${values.requestsPerSecond.toFixed(0)} requests/s`);
        rows.push({ case: 'get', contestant: name, values });
      }
    }
    return rows;
  } finally {
    await context.close();
    await agent.destroy();
    await endpoint.stop();
  }
}

async function timeRound(times: number, call: () => Promise<unknown>) {
  const cpuBefore = process.cpuUsage();
  const start = process.hrtime.bigint();
  await runInFlight({ times, inFlight: IN_FLIGHT }, call);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { requestsPerSecond: times / seconds, cpuMsPerRequest: (user + system) / 1000 / times };
}
