import { camunda7 } from '@jobwright/camunda7';
import { camunda8 } from '@jobwright/camunda8';
import { customerData } from '@jobwright/connector-customer-data';
import { createEnvironmentSecrets, startConnectors } from '@jobwright/runtime';

// A runtime with the connector, to be killed. Its jobs are handed out again soon.
const lockMs = 4_000;
const connectTimeoutMs = 60_000;
const { ENGINE_URL: url, ENGINE_TOPIC: topic = customerData.type } = process.env;
await startConnectors({
  connectors: [customerData],
  clusters: [
    url === undefined
      ? camunda8({ activationTimeoutMs: lockMs, connectTimeoutMs })
      : camunda7({
          url,
          topics: { [customerData.type]: topic },
          lockDurationMs: lockMs,
          pollMs: 500,
          connectTimeoutMs,
        }),
  ],
  secrets: { provider: createEnvironmentSecrets(process.env) },
  deadlineExtensionMs: lockMs,
  maxJobsPerConnector: 32,
});
process.stdout.write('ready\n');
