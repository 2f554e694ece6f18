import { startConnectors } from '@jobwright/camunda8';
import { customerData } from '@jobwright/connector-customer-data';
import { createEnvironmentSecrets } from '@jobwright/runtime';

// A runtime with the connector, to be killed. Its jobs are handed out again soon.
await startConnectors({
  connectors: [customerData],
  secrets: { provider: createEnvironmentSecrets(process.env) },
  activationTimeoutMs: 4_000,
  deadlineExtensionMs: 4_000,
  maxJobsPerConnector: 32,
  connectTimeoutMs: 60_000,
});
process.stdout.write('ready\n');
