import { setImmediate } from 'node:timers/promises';
import { camunda8 } from '@jobwright/camunda8';
import { httpRest } from '@jobwright/connector-http-rest';
import { startConnectors } from '@jobwright/runtime';
import type { Benchmark, Metric, Row } from '../benchmark.ts';
import { parseCount, parseOptions } from '../parse-values.ts';
import { timeInstance } from '../runtime/create-instances.ts';
import { divideTime, type JobTimes, observeTimes, type TimeParts } from '../runtime/job-times.ts';
import { type Lab, withLab } from '../runtime/lab.ts';
import { quantile } from '../statistics.ts';

const HELP = `npm run bench -- job-time [--rounds 3] [--instances 300]

One instance with one REST job after the other: where the time from its creation to its result goes. The engine and the
endpoint are processes of their own; the connectors run in this one, which also creates the instances.

  fetch     from the request that creates the instance to the job in our hands
  queue     until the job runs
  prepare   headers, inputs, validation
  work      the connector: the HTTP call
  answer    expressions, output, and the engine's reply to the answer
  end       from there to the result of the instance`;

const METRICS: readonly Metric[] = ['fetch', 'queue', 'prepare', 'work', 'answer', 'end', 'total'].map(
  (part) => ({ name: `${part}Ms`, title: `${part} ms` }),
);
const WARM_UP_INSTANCES = 300;

/** A job's time divided, one job at a time. */
export const jobTime: Benchmark = {
  summary: "a job's time divided: fetch, queue, prepare, work, answer",
  help: HELP,
  async run(args, context) {
    const given = parseOptions(args, { rounds: { type: 'string' }, instances: { type: 'string' } });
    const rounds = parseCount('rounds', given.rounds ?? '3', 1);
    const instances = parseCount('instances', given.instances ?? '300', 10);
    const options = { contestants: ['jobwright'], profileDirectory: undefined };
    const rows = await withLab(options, context, (lab) => measure(lab, { rounds, instances }));
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};

async function measure(
  lab: Lab,
  { rounds, instances }: { readonly rounds: number; readonly instances: number },
): Promise<readonly Row[]> {
  let last: JobTimes | undefined;
  const { grpcAddress, restAddress } = lab.cluster;
  const workers = await startConnectors({
    connectors: [httpRest],
    clusters: [
      camunda8({
        environment: {
          ZEEBE_GRPC_ADDRESS: grpcAddress,
          ZEEBE_REST_ADDRESS: restAddress,
          CAMUNDA_AUTH_STRATEGY: 'NONE',
        },
      }),
    ],
    observers: [observeTimes((times) => (last = times))],
  });
  const divideOne = async (): Promise<TimeParts> => {
    lab.signal.throwIfAborted();
    last = undefined;
    const requestedAt = performance.now();
    await timeInstance(lab);
    const resultAt = performance.now();
    while (last === undefined) await setImmediate();
    return divideTime(last, { requestedAt, resultAt });
  };
  try {
    for (let n = 0; n < WARM_UP_INSTANCES; n++) await divideOne();
    const rows: Row[] = [];
    for (let round = 0; round < rounds; round++) {
      const parts: TimeParts[] = [];
      while (parts.length < instances) parts.push(await divideOne());
      rows.push({ case: 'median', contestant: 'jobwright', values: quantileOf(parts, 0.5) });
      rows.push({ case: 'p99', contestant: 'jobwright', values: quantileOf(parts, 0.99) });
    }
    return rows;
  } finally {
    await workers.close({ timeoutMs: 5_000 });
  }
}

/** Of each part for itself: those of a quantile are not its sum. */
function quantileOf(all: readonly TimeParts[], q: number): Row['values'] {
  const part = (name: keyof TimeParts): number =>
    quantile(
      all.map((parts) => parts[name]),
      q,
    );
  return {
    fetchMs: part('fetchMs'),
    queueMs: part('queueMs'),
    prepareMs: part('prepareMs'),
    workMs: part('workMs'),
    answerMs: part('answerMs'),
    endMs: part('endMs'),
    totalMs: part('totalMs'),
  };
}
