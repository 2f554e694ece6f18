import type { Fields } from '../raw-gateway.ts';
import { type Scenario, OTHER_PARTITION_KEY, UNKNOWN_KEY, refused } from './scenario.ts';
import { NO_WAIT, activate, callInOrder, startWork } from './scenario-steps.ts';

const refusedPoll = (request: Fields): Scenario => ({
  name: `ActivateJobs ${JSON.stringify(request)}`,
  run: (gateway, id) => activate(gateway, id, { ...NO_WAIT, ...request }),
});

const refusedStream = (request: Fields): Scenario => ({
  name: `StreamActivatedJobs ${JSON.stringify(request)}`,
  run: (gateway) =>
    gateway.collect('StreamActivatedJobs', { type: 't', worker: 'w', timeout: 1000, ...request }),
});

export const refusalScenarios: readonly Scenario[] = [
  ...['0', '-1', '5', UNKNOWN_KEY, OTHER_PARTITION_KEY, '9223372036854775807'].flatMap((key) => [
    refused('CancelProcessInstance', { processInstanceKey: key }),
    refused('CompleteJob', { jobKey: key }),
  ]),
  ...[UNKNOWN_KEY, OTHER_PARTITION_KEY].flatMap((key) => [
    refused('FailJob', { jobKey: key, retries: 1 }),
    refused('ThrowError', { jobKey: key, errorCode: 'x' }),
    refused('UpdateJobRetries', { jobKey: key, retries: 1 }),
    refused('UpdateJobTimeout', { jobKey: key, timeout: 1000 }),
    refused('ResolveIncident', { incidentKey: key }),
    refused('SetVariables', { elementInstanceKey: key, variables: '{}' }),
  ]),
  refused('UpdateJobRetries', { jobKey: UNKNOWN_KEY, retries: 0 }),
  refused('CompleteJob', { jobKey: UNKNOWN_KEY, variables: '[]' }),
  refused('FailJob', { jobKey: UNKNOWN_KEY, retries: 1, variables: '[]' }),
  refused('ThrowError', { jobKey: UNKNOWN_KEY, errorCode: 'x', variables: '"x"' }),
  refused('SetVariables', { elementInstanceKey: UNKNOWN_KEY, variables: '1' }),
  refused('CompleteJob', { jobKey: '5', variables: '[]' }),
  refused('FailJob', { jobKey: '5', variables: '[]' }),
  refused('ThrowError', { jobKey: '5', variables: '[]' }),
  refused('SetVariables', { elementInstanceKey: '5', variables: '[]' }),
  refused('CreateProcessInstance', { bpmnProcessId: 'no', variables: '[]', tenantId: 'other' }),
  refused('PublishMessage', { name: 'm', variables: '[]', tenantId: 'other' }),
  refusedPoll({}),
  refusedPoll({ type: '', tenantIds: ['other'] }),
  refusedPoll({ type: '', timeout: 0 }),
  refusedPoll({ type: '  ' }),
  refusedPoll({ tenantIds: [''] }),
  refusedPoll({ type: '' }),
  refusedPoll({ timeout: 0 }),
  refusedPoll({ timeout: -5 }),
  refusedPoll({ worker: '' }),
  refusedPoll({ maxJobsToActivate: 0 }),
  refusedPoll({ maxJobsToActivate: -1 }),
  refusedPoll({ maxJobsToActivate: 0, requestTimeout: 300 }),
  refusedPoll({ requestTimeout: 300 }),
  refusedPoll({ tenantIds: ['<default>'] }),
  refusedPoll({ tenantIds: ['other'] }),
  refusedPoll({ tenantIds: ['<default>', 'other'] }),
  refusedStream({ type: '' }),
  refusedStream({ timeout: 0 }),
  refusedStream({ timeout: -5 }),
  refusedStream({ tenantIds: ['other'] }),
  refusedStream({ type: '', timeout: 0 }),
  refusedStream({ type: '', tenantIds: ['other'] }),
  refusedStream({ timeout: 0, tenantIds: ['other'] }),
  {
    name: 'keys of the wrong thing',
    run: async (gateway, id) => {
      const { key, instance } = await startWork(gateway, id);
      const call = (rpc: string, request: Fields) => () => gateway.call(rpc, request);
      return callInOrder([
        call('CompleteJob', { jobKey: instance.processInstanceKey }),
        call('CancelProcessInstance', { processInstanceKey: key }),
        call('ResolveIncident', { incidentKey: key }),
        call('SetVariables', { elementInstanceKey: key, variables: '{}' }),
      ]);
    },
  },
  {
    name: 'a job of a cancelled instance is gone',
    run: async (gateway, id) => {
      const { key, instance } = await startWork(gateway, id);
      await gateway.call('CancelProcessInstance', { processInstanceKey: instance.processInstanceKey });
      return callInOrder([
        () => gateway.call('CompleteJob', { jobKey: key }),
        () => gateway.call('FailJob', { jobKey: key, retries: 1 }),
        () =>
          gateway.call('SetVariables', { elementInstanceKey: instance.processInstanceKey, variables: '{}' }),
      ]);
    },
  },
  refused('PublishMessage', { name: '', correlationKey: '' }),
  refused('PublishMessage', { name: 'm', correlationKey: 'k', timeToLive: -1 }),
  refused('PublishMessage', { name: 'm', correlationKey: 'k', tenantId: 'other' }),
  refused('PublishMessage', { name: 'm', correlationKey: 'k', variables: '[]' }),
];
