import { httpRest } from '@jobwright/connector-http-rest';
import { createMemoryDocumentStore } from '@jobwright/runtime';
import { Agent, request } from 'undici';
import { createCallContext } from '../http/call-context.ts';
import { isRateOptions, type RateRound } from '../http/rate-messages.ts';
import { runInFlight } from '../run-in-flight.ts';
import { rotate } from '../statistics.ts';

interface Contestant {
  readonly name: string;
  readonly call: (place: number) => Promise<unknown>;
}

const IN_FLIGHT = 64;

/** A small JSON GET, 64 at a time, by the connector as it is published and by undici, in turn. */
async function measure(): Promise<void> {
  const options: unknown = JSON.parse(process.argv[2] ?? '');
  if (!isRateOptions(options)) throw new Error('Options are missing');
  const { url, rounds, requests } = options;
  const operation = httpRest.operations.get('run');
  if (operation === undefined) throw new Error('The REST connector has one operation');
  const agent = new Agent({ connections: IN_FLIGHT });
  const variables = { method: 'GET', url, documentReturnFormat: { choice: 'JSON' } };
  const shared = createCallContext(createMemoryDocumentStore(), new AbortController().signal);
  // A runtime makes the context of a job, and its signal; here there is one for each call under way.
  const contexts = Array.from({ length: IN_FLIGHT }, () => ({
    ...shared,
    signal: new AbortController().signal,
  }));
  const contestants: readonly Contestant[] = [
    { name: 'jobwright', call: (place) => operation.bind(variables)(contexts[place] ?? shared) },
    {
      name: 'jobwright, a new signal each',
      call: () => operation.bind(variables)({ ...shared, signal: new AbortController().signal }),
    },
    { name: 'undici', call: async () => (await request(url, { dispatcher: agent })).body.json() },
  ];
  // The round before the first warms up.
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, call } of rotate(contestants, Math.max(round, 0))) {
      const values = await timeRound(requests, call);
      if (round >= 0) send({ round, contestant: name, ...values });
    }
  }
  await shared.close();
  await agent.destroy();
}

const send = (message: RateRound): void => void process.send?.(message);

async function timeRound(times: number, call: Contestant['call']) {
  const cpuBefore = process.cpuUsage();
  const start = process.hrtime.bigint();
  await runInFlight({ times, inFlight: IN_FLIGHT }, call);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { requestsPerSecond: times / seconds, cpuMsPerRequest: (user + system) / 1000 / times };
}

process.on('disconnect', () => process.exit());
await measure();
process.disconnect();
