import { emptyModel, workModel } from '../gateway-models.ts';
import type { Fields } from '../raw-gateway.ts';
import { type Scenario, UNKNOWN_KEY, refused } from './scenario.ts';
import { activate, activateOne, deploy, expectOk, callInOrder, start, startWork } from './scenario-steps.ts';

const createWith = (variables: string): Scenario => ({
  name: `create with the variables ${variables}`,
  run: async (gateway, id) => {
    await deploy(gateway, id, emptyModel);
    return gateway.call('CreateProcessInstance', { bpmnProcessId: id, version: -1, variables });
  },
});

export const instanceScenarios: readonly Scenario[] = [
  {
    name: 'create by id, version and key',
    run: async (gateway, id) => {
      const deployment = expectOk(await deploy(gateway, id, emptyModel)) as {
        deployments: { process: { processDefinitionKey: string } }[];
      };
      const { processDefinitionKey } = deployment.deployments[0]!.process;
      const create = (request: Fields) => () => gateway.call('CreateProcessInstance', request);
      return callInOrder([
        create({ bpmnProcessId: id, version: -1 }),
        create({ bpmnProcessId: id, version: 1 }),
        create({ bpmnProcessId: id, version: -2 }),
        create({ bpmnProcessId: id, version: 0 }),
        create({ bpmnProcessId: id, version: 7 }),
        create({ processDefinitionKey }),
        create({ bpmnProcessId: id, version: -1, processDefinitionKey: UNKNOWN_KEY }),
        create({ bpmnProcessId: id, version: -1, tenantId: '<default>' }),
        create({ bpmnProcessId: id, version: -1, tenantId: 'other' }),
      ]);
    },
  },
  refused('CreateProcessInstance', {}),
  refused('CreateProcessInstance', { bpmnProcessId: 'no-such-process', version: -1 }),
  refused('CreateProcessInstance', { processDefinitionKey: UNKNOWN_KEY }),
  ...['', 'null', '  ', '{}', '[1]', '"x"', '5', '1.5', 'true', '12345678901234567'].map(createWith),
  {
    ...createWith('{"a":123456789012345678901234567890}'),
    differs: 'the broker refuses integers beyond 64 bits',
  },
  ...['{"a":9223372036854775807,"b":-9223372036854775808,"c":18446744073709551615}', '{"a":1,"a":2}'].map(
    createWith,
  ),
  { ...createWith('{'), differs: 'the wording of the JSON parser' },
  { ...createWith("{'a':1}"), differs: 'the gateway takes single quotes, which are not JSON' },
  { ...createWith('{"a":1} rest'), differs: 'the gateway ignores what follows the first value' },
  {
    name: 'create with result',
    run: async (gateway, id) => {
      await deploy(gateway, id, emptyModel);
      const create = (more: Fields) => () =>
        gateway.call('CreateProcessInstanceWithResult', {
          request: { bpmnProcessId: id, version: -1, variables: '{"a":1,"big":9007199254740993,"n":null}' },
          requestTimeout: 5_000,
          ...more,
        });
      return callInOrder([
        create({}),
        create({ fetchVariables: ['a'] }),
        create({ fetchVariables: ['nothing'] }),
        create({ request: { bpmnProcessId: 'no-such-process', version: -1 } }),
        create({ request: { bpmnProcessId: id, version: -1, tenantId: 'other' } }),
        create({ request: undefined }),
      ]);
    },
  },
  {
    name: 'create with result: the time is up, also for one that is cancelled',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      const request = { request: { bpmnProcessId: id, version: -1 }, requestTimeout: 1_500 };
      const waiting = gateway.call('CreateProcessInstanceWithResult', request);
      const { job } = await activateOne(gateway, id);
      const cancelled = await gateway.call('CancelProcessInstance', {
        processInstanceKey: job.processInstanceKey,
      });
      return [cancelled, await waiting];
    },
  },
  {
    name: 'create with result: answered by the completion of a job',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      const request = {
        request: { bpmnProcessId: id, version: -1, variables: '{"a":1}' },
        requestTimeout: 10_000,
      };
      const waiting = gateway.call('CreateProcessInstanceWithResult', request);
      const { key } = await activateOne(gateway, id);
      return [
        await gateway.call('CompleteJob', { jobKey: key, variables: '{"b":[1,{"c":null}]}' }),
        await waiting,
      ];
    },
  },
  {
    name: 'cancel, and cancel again',
    run: async (gateway, id) => {
      const { instance } = await startWork(gateway, id);
      const cancel = () =>
        gateway.call('CancelProcessInstance', { processInstanceKey: instance.processInstanceKey });
      return callInOrder([cancel, cancel]);
    },
  },
  {
    name: 'set variables of an instance',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      const { processInstanceKey } = expectOk(await start(gateway, id, { a: 1 }));
      const set = (more: Fields) =>
        gateway.call('SetVariables', {
          elementInstanceKey: processInstanceKey,
          variables: '{"a":2,"b":{"c":3}}',
          ...more,
        });
      return [
        await set({ local: true }),
        await set({ local: false, variables: '{"d":4}' }),
        await activate(gateway, id),
      ];
    },
  },
];
