import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { connectCamunda7 } from './camunda7-engine.ts';
import { connectCamunda8 } from './camunda8-engine.ts';
import type { DemoEngine } from './demo-engine.ts';
import { type DemoReport, runDemo } from './run-demo.ts';

const CLUSTER_VARIABLES = ['ZEEBE_GRPC_ADDRESS', 'ZEEBE_ADDRESS', 'CAMUNDA_OAUTH_URL'];
const NEXT = [
  ['npm run modeler', 'draws processes in the browser, with the templates of the connectors'],
  [
    `npm run jobwright -- run examples/order/order.bpmn --variables '{"orderId": 7}'`,
    'runs a process of one file, and asks you to approve',
  ],
  [
    'npm run dev -- examples/order/order.bpmn',
    'keeps the engine running and deploys the file when you save it',
  ],
] as const;
const LONGEST = Math.max(...NEXT.map(([command]) => command.length));
const say = (line: string): void => console.log(line);
const warn = (fields: object, message: string): void => console.error(message, JSON.stringify(fields));
const ignore = (): void => undefined;

const { values } = parseArgs({ options: { engine: { type: 'string', default: 'camunda8' } } });
const { title, processFile, connectEngine } = chooseEngine(values.engine);
const outputFolder = await mkdtemp(join(tmpdir(), 'jobwright-demo-'));
say(`Customer onboarding on ${title}`);
const report = await runDemo({
  outputFolder,
  connectEngine,
  logger: { debug: ignore, info: ignore, warn: ignore, error: warn },
  onProgress: say,
}).catch((error: unknown) => {
  console.error(`\n${toErrorMessage(error)}`);
  console.error(`The process is ${processFile}: correct it and run the demo again.`);
  process.exit(1);
});
summarise(report);

function summarise({ onboardings, rows, mails, crmRequests, seconds }: DemoReport): void {
  const welcomed = onboardings.flatMap((onboarding) =>
    onboarding.outcome === 'welcomed' ? [onboarding] : [],
  );
  const failed = onboardings.flatMap((onboarding) => (onboarding.outcome === 'failed' ? [onboarding] : []));
  const unknown = onboardings.length - welcomed.length - failed.length;
  const changed = rows.filter(({ version }) => version > 1);
  say('');
  say(`${onboardings.length} instances in ${seconds.toFixed(1)} s, ${failed.length} failed`);
  say(
    `  ${welcomed.length} completed, ${unknown} ended at "Customer unknown" (${crmRequests} calls of the CRM)`,
  );
  say(`  ${changed.length} of ${rows.length} rows changed`);
  say(`  ${mails.length} mails received, each with its letter, in ${join(outputFolder, 'mails')}`);
  say(`  ${welcomed.length} letters written:`);
  for (const { letter } of welcomed.slice(0, 3)) say(`    ${letter}`);
  if (welcomed.length > 3)
    say(`    ... and ${welcomed.length - 3} more in ${join(outputFolder, 'documents')}`);
  say('');
  say(`The process is ${processFile}: change it and run the demo again. Next:`);
  for (const [command, does] of NEXT) say(`  ${command.padEnd(LONGEST)}  ${does}`);
  for (const { customerId, reason } of failed) console.error(`  failed: ${customerId}: ${reason}`);
  const asExpected =
    failed.length === 0 && changed.length === welcomed.length && mails.length === welcomed.length;
  process.exitCode = asExpected ? 0 : 1;
}

interface ChosenEngine {
  readonly title: string;
  readonly processFile: string;
  readonly connectEngine: () => Promise<DemoEngine>;
}

function chooseEngine(name: string): ChosenEngine {
  switch (name) {
    case 'camunda8': {
      const onCluster = CLUSTER_VARIABLES.some((variable) => process.env[variable] !== undefined);
      return {
        title: onCluster
          ? 'the Camunda 8 cluster of the environment'
          : 'the embedded engine (for development; ZEEBE_GRPC_ADDRESS=... takes a cluster)',
        processFile: 'tools/demo/processes/customer-onboarding.bpmn',
        // An empty configuration: the SDK takes everything from the environment.
        connectEngine: () => connectCamunda8(onCluster ? {} : undefined),
      };
    }
    case 'operaton':
      return {
        title: 'Operaton, the open continuation of Camunda 7',
        processFile: 'tools/demo/processes/customer-onboarding-camunda7.bpmn',
        connectEngine: () => connectCamunda7({ environment: process.env, onProgress: say }),
      };
    default:
      console.error(`--engine is camunda8 or operaton, not ${name}.`);
      return process.exit(2);
  }
}
