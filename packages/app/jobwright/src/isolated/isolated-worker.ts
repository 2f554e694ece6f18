import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { configurationSchema } from '../configuration/configuration.schema.ts';
import { openNetwork } from '../configuration/open-network.ts';
import { loadConnectorModule } from '../connector-modules/load-connector-module.ts';
import { refuseProcessEnd } from '../service/end-process.ts';
import { serveIsolated } from './serve-isolated.ts';

const start = z
  .object({
    module: z.object({ name: z.string(), file: z.string(), packageFolder: z.string().optional() }),
    network: z.string(),
    environment: z.record(z.string(), z.string().optional()),
  })
  .parse(Reflect.get(Object(workerData), 'start') ?? workerData);

// A job that tries to end its worker or the process fails instead.
refuseProcessEnd();
if (parentPort === null) throw new Error('This runs in a worker only');
const port = parentPort;
const settings: unknown = JSON.parse(start.network);
const { network } = configurationSchema.parse({ network: settings });
const { name, file, packageFolder } = start.module;
await serveIsolated(port, {
  network: openNetwork(network, start.environment),
  load: () => loadConnectorModule({ name, file, packageFolder }),
});
