import { parseArgs } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { z } from 'zod';
import { type Benchmark, type Metric, UsageError } from '../benchmark.ts';
import { measureMemory } from '../http/measure-memory.ts';
import { measureRate } from '../http/measure-rate.ts';
import { compileWorkers } from '../runtime/compile-workers.ts';

const HELP = `npm run bench -- http [--short] [--only get|stream] [--responses 100] [--megabytes 200] [--in-flight 100]

get      a small JSON GET, 64 at a time: the REST connector alone against raw undici, in turn
stream   large responses to documents in a folder: how much memory it takes

--short  fewer requests, and 20 MB a response`;

const METRICS: readonly Metric[] = [
  { name: 'requestsPerSecond', title: 'requests/s' },
  { name: 'cpuMsPerRequest', title: 'CPU ms/request' },
  { name: 'grownMb', title: 'memory grown MB' },
  { name: 'peakRssMb', title: 'peak RSS MB' },
  { name: 'megabytesPerSecond', title: 'MB/s' },
];

const count = z.coerce.number().int().min(1);
const optionsSchema = z.object({
  short: z.boolean().default(false),
  only: z.enum(['get', 'stream']).optional(),
  responses: count.default(100),
  megabytes: count.optional(),
  'in-flight': count.default(100),
});

function parseOptions(args: readonly string[]) {
  try {
    const options = {
      short: { type: 'boolean' },
      only: { type: 'string' },
      responses: { type: 'string' },
      megabytes: { type: 'string' },
      'in-flight': { type: 'string' },
    } as const;
    return optionsSchema.parse(parseArgs({ args: [...args], options }).values);
  } catch (error) {
    throw new UsageError(`${toErrorMessage(error)}\n\n${HELP}`);
  }
}

/** The REST connector alone. */
export const http: Benchmark = {
  summary: 'the REST connector alone: rate against undici, memory of large responses',
  help: HELP,
  async run(args, context) {
    const {
      short,
      only,
      responses,
      megabytes = short ? 20 : 200,
      'in-flight': inFlight,
    } = parseOptions(args);
    await compileWorkers();
    const rate = short ? { rounds: 3, requests: 4_000 } : { rounds: 7, requests: 20_000 };
    const rows = [
      ...(only === 'stream' ? [] : await measureRate(rate, context)),
      ...(only === 'get' ? [] : await measureMemory({ responses, megabytes, inFlight }, context)),
    ];
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};
