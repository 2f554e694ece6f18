import { parseArgs } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { migrateCustomerData } from '@jobwright/connector-customer-data';
import { startPostgres } from '@jobwright/servers/sql-server';
import { Client } from 'pg';
import { z } from 'zod';
import { type Benchmark, type Metric, UsageError } from '../benchmark.ts';
import { compileWorkers } from '../runtime/compile-workers.ts';
import { measureUpdates } from '../customer-data/measure-updates.ts';

const HELP = `npm run bench -- customer-data [--short] [--durable]

The connector against pg with the same transaction written by hand, on a PostgreSQL of its own (apt-get install postgresql),
in turn, with one process and with four.

--short    fewer rounds and updates
--durable  commits wait for the disk; without it the processor is the limit, and what the connector costs shows most`;

const METRICS: readonly Metric[] = [
  { name: 'updatesPerSecond', title: 'updates/s' },
  { name: 'cpuMsPerUpdate', title: 'CPU ms/update' },
];
const ROWS = 1_000;

const optionsSchema = z.object({ short: z.boolean().default(false), durable: z.boolean().default(false) });

function parseOptions(args: readonly string[]) {
  try {
    const options = { short: { type: 'boolean' }, durable: { type: 'boolean' } } as const;
    return optionsSchema.parse(parseArgs({ args: [...args], options }).values);
  } catch (error) {
    throw new UsageError(`${toErrorMessage(error)}\n\n${HELP}`);
  }
}

/** The customer-data connector alone. */
export const customerData: Benchmark = {
  summary: 'the customer-data connector alone: updates a second against pg with the same transaction',
  help: HELP,
  async run(args, context) {
    const { short, durable } = parseOptions(args);
    await compileWorkers();
    const server = await startPostgres({ durable });
    try {
      const { url } = server;
      await migrateCustomerData({ connectionUrl: url });
      await makeCustomers(url);
      const size = short ? { rounds: 3, updates: 2_000 } : { rounds: 7, updates: 10_000 };
      const rows = [
        ...(await measureUpdates({ url, processes: 1, rows: ROWS, ...size }, context)),
        ...(await measureUpdates({ url, processes: 4, rows: ROWS, ...size }, context)),
      ];
      return { subject: 'jobwright', metrics: METRICS, rows };
    } finally {
      await server.stop();
    }
  },
};

async function makeCustomers(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`create table customers (
    id text primary key, version int not null default 1, status text, credit numeric(12, 2), profile jsonb)`);
  await client.query(`insert into customers (id) select 'C' || n from generate_series(0, ${ROWS - 1}) n`);
  await client.end();
}
