import { camunda8, startConnectors } from '@jobwright/camunda8';
import { customerData } from '@jobwright/connector-customer-data';
import { createEnvironmentSecrets } from '@jobwright/runtime';

// A runtime with the connector, to be killed. Its jobs are handed out again soon.
await startConnectors({
  connectors: [customerData],
  clusters: [camunda8({ activationTimeoutMs: 4_000, connectTimeoutMs: 60_000 })],
  secrets: { provider: createEnvironmentSecrets(process.env) },
  deadlineExtensionMs: 4_000,
  maxJobsPerConnector: 32,
});
process.stdout.write('ready\n');
