import { camunda7 } from '@jobwright/camunda7';
import { httpRest } from '@jobwright/connector-http-rest';
import { startConnectors } from '@jobwright/runtime';
import { readExternalTaskSettings } from './external-task-settings.ts';
import { tellReady } from './worker-settings.ts';

const { engineUrl, maxTasks } = readExternalTaskSettings(process.env);
const workers = await startConnectors({
  connectors: [httpRest],
  clusters: [camunda7({ url: engineUrl })],
  maxJobsPerConnector: maxTasks,
  maxConcurrentJobs: maxTasks,
});
tellReady();
process.once('SIGTERM', () => void workers.close().then(() => process.exit(0)));
