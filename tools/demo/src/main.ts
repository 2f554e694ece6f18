import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { type DemoReport, runDemo } from './run-demo.ts';

const CLUSTER_VARIABLES = ['ZEEBE_GRPC_ADDRESS', 'ZEEBE_ADDRESS', 'CAMUNDA_OAUTH_URL'];
const onCluster = CLUSTER_VARIABLES.some((name) => process.env[name] !== undefined);
const outputFolder = await mkdtemp(join(tmpdir(), 'jobwright-demo-'));
const PROCESS = 'tools/demo/processes/customer-onboarding.bpmn';
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

say(
  onCluster
    ? 'Customer onboarding on the Camunda 8 cluster of the environment'
    : 'Customer onboarding on the embedded engine (for development; ZEEBE_GRPC_ADDRESS=... takes a cluster)',
);
const report = await runDemo({
  outputFolder,
  // An empty configuration: the SDK takes everything from the environment.
  ...(onCluster && { cluster: {} }),
  logger: { debug: ignore, info: ignore, warn: ignore, error: warn },
  onProgress: say,
}).catch((error: unknown) => {
  console.error(`\n${toErrorMessage(error)}`);
  console.error(`The process is ${PROCESS}: correct it and run the demo again.`);
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
  say(`The process is ${PROCESS}: change it and run the demo again. Next:`);
  for (const [command, does] of NEXT) say(`  ${command.padEnd(LONGEST)}  ${does}`);
  for (const { customerId, reason } of failed) console.error(`  failed: ${customerId}: ${reason}`);
  const asExpected =
    failed.length === 0 && changed.length === welcomed.length && mails.length === welcomed.length;
  process.exitCode = asExpected ? 0 : 1;
}
