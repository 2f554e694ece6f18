import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { type DemoReport, runDemo } from './run-demo.ts';

const CLUSTER_VARIABLES = ['ZEEBE_GRPC_ADDRESS', 'ZEEBE_ADDRESS', 'CAMUNDA_OAUTH_URL'];
const onCluster = CLUSTER_VARIABLES.some((name) => process.env[name] !== undefined);
const outputFolder = await mkdtemp(join(tmpdir(), 'jobwright-demo-'));
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
  console.error(toErrorMessage(error));
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
  for (const { customerId, reason } of failed) console.error(`  failed: ${customerId}: ${reason}`);
  const asExpected =
    failed.length === 0 && changed.length === welcomed.length && mails.length === welcomed.length;
  process.exitCode = asExpected ? 0 : 1;
}
