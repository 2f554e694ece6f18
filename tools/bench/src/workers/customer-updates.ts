import { once } from 'node:events';
import { z } from 'zod';
import { runInFlight } from '../run-in-flight.ts';
import { createBareUpdate } from '../customer-data/bare-update.ts';
import { createConnectorUpdate } from '../customer-data/connector-update.ts';

// A process of a contestant: warms up, says so, and on a line of its input makes its updates, and says how
// long they took.
const [contestant, url = '', process_, updates, inFlight, rows] = process.argv.slice(2);
const count = z.coerce.number();
const create = contestant === 'jobwright' ? createConnectorUpdate : createBareUpdate;
const contender = create(url, { namespace: `${contestant}-${process_}`, rows: count.parse(rows) });

const WARM_UP = 300;
await runInFlight({ times: WARM_UP, inFlight: count.parse(inFlight) }, () => contender.update());
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const start = process.hrtime.bigint();
const cpu = process.cpuUsage();
await runInFlight({ times: count.parse(updates), inFlight: count.parse(inFlight) }, () => contender.update());
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(`${JSON.stringify({ seconds, cpuMs: (user + system) / 1000 })}\n`);
await contender.close();
process.exit(0);
