import { workModel } from '../gateway-models.ts';
import type { Scenario } from './scenario.ts';
import {
  NO_WAIT,
  activate,
  activateOne,
  deploy,
  callInOrder,
  resolveIncidentOf,
  start,
  startWork,
} from './scenario-steps.ts';

export const jobScenarios: readonly Scenario[] = [
  {
    name: 'complete a job twice',
    run: async (gateway, id) => {
      const { key } = await startWork(gateway, id);
      const complete = () => gateway.call('CompleteJob', { jobKey: key, variables: '{"a":1}' });
      return callInOrder([complete, complete]);
    },
  },
  {
    name: 'fail a job with retries left: it is there again, with its error variables',
    run: async (gateway, id) => {
      const { key } = await startWork(gateway, id);
      const failed = await gateway.call('FailJob', {
        jobKey: key,
        retries: 2,
        errorMessage: 'no',
        variables: '{"e":1}',
      });
      return [failed, await activate(gateway, id)];
    },
  },
  {
    name: 'fail a job without retries left, then repair it',
    run: async (gateway, id) => {
      const { key } = await startWork(gateway, id);
      const fail = () => gateway.call('FailJob', { jobKey: key, retries: 0, errorMessage: 'no' });
      const repair = async () => [
        await fail(),
        await activate(gateway, id, NO_WAIT),
        await fail(),
        await gateway.call('CompleteJob', { jobKey: key }),
        await gateway.call('ThrowError', { jobKey: key, errorCode: 'E1' }),
        await gateway.call('UpdateJobRetries', { jobKey: key, retries: 0 }),
        await gateway.call('UpdateJobRetries', { jobKey: key, retries: -1 }),
        await gateway.call('UpdateJobRetries', { jobKey: key, retries: 4 }),
        await activate(gateway, id, NO_WAIT),
      ];
      return [await resolveIncidentOf(gateway, repair), await activate(gateway, id)];
    },
  },
  {
    name: 'resolve an incident of a job that still has no retries',
    run: async (gateway, id) => {
      const { key } = await startWork(gateway, id);
      return resolveIncidentOf(gateway, () =>
        gateway.call('FailJob', { jobKey: key, retries: -1, errorMessage: 'no' }),
      );
    },
  },
  {
    name: 'fail a job with a back-off: it waits',
    run: async (gateway, id) => {
      const { key } = await startWork(gateway, id);
      const failed = await gateway.call('FailJob', { jobKey: key, retries: 2, retryBackOff: 300 });
      return [
        failed,
        await activate(gateway, id, NO_WAIT),
        await gateway.call('CompleteJob', { jobKey: key }),
        await activate(gateway, id),
      ];
    },
  },
  {
    name: 'throw an error that is caught',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      const request = { request: { bpmnProcessId: id, version: -1 }, requestTimeout: 10_000 };
      const waiting = gateway.call('CreateProcessInstanceWithResult', request);
      const { key } = await activateOne(gateway, id);
      const thrown = {
        jobKey: key,
        errorCode: 'E1',
        errorMessage: 'out',
        variables: '{"reason":"sold out"}',
      };
      return [
        await gateway.call('ThrowError', thrown),
        await waiting,
        await gateway.call('ThrowError', thrown),
      ];
    },
  },
  {
    name: 'throw an error that nobody catches, then repair it',
    run: async (gateway, id) => {
      const { key } = await startWork(gateway, id);
      const thrown = () =>
        gateway.call('ThrowError', { jobKey: key, errorCode: 'other', errorMessage: 'out' });
      const twice = async () => [await thrown(), await thrown(), await activate(gateway, id, NO_WAIT)];
      return [await resolveIncidentOf(gateway, twice), await activate(gateway, id)];
    },
  },
  {
    name: 'update the timeout of a job',
    run: async (gateway, id) => {
      const { key } = await startWork(gateway, id);
      const update = (timeout: number) => gateway.call('UpdateJobTimeout', { jobKey: key, timeout });
      return [
        await update(100),
        await activate(gateway, id),
        await gateway.call('FailJob', { jobKey: key, retries: 1 }),
        await update(1000),
      ];
    },
  },
  {
    name: 'a job that timed out is handed out again; the first worker may still complete it',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      await start(gateway, id);
      const first = await activate(gateway, id, { timeout: 100 });
      const second = await activate(gateway, id, { worker: 'other' });
      const [{ jobs }] = second as [{ jobs: [{ key: string }] }];
      const complete = () => gateway.call('CompleteJob', { jobKey: jobs[0].key });
      return [first, second, await complete(), await complete()];
    },
  },
];
