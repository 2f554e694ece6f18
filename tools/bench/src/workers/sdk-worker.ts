import { Camunda8 } from '@camunda8/sdk';
import { callEndpoint, isOrderCall, ORDER_CALL_VARIABLES } from './call-endpoint.ts';
import { readWorkerSettings, tellReady } from './worker-settings.ts';

const settings = readWorkerSettings(process.env);
const client = new Camunda8({
  ZEEBE_GRPC_ADDRESS: settings.grpcAddress,
  CAMUNDA_AUTH_STRATEGY: 'NONE',
  CAMUNDA_LOG_LEVEL: 'error',
}).getZeebeGrpcApiClient();

await client.topology();
client.createWorker({
  taskType: settings.jobType,
  maxJobsToActivate: settings.maxJobs,
  pollInterval: 10,
  timeout: 60_000,
  fetchVariable: ORDER_CALL_VARIABLES,
  async taskHandler(job) {
    try {
      if (!isOrderCall(job.variables)) throw new Error('The job has no url');
      return await job.complete({ ...(await callEndpoint(job.variables)) });
    } catch (error) {
      return job.fail({ errorMessage: String(error), retries: job.retries - 1 });
    }
  },
});
tellReady();
process.once('SIGTERM', () => process.exit(0));
