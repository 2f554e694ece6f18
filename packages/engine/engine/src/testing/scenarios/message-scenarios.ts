import { messageModel } from '../gateway-models.ts';
import type { Scenario } from './scenario.ts';
import { deploy } from './scenario-steps.ts';

export const messageScenarios: readonly Scenario[] = [
  {
    name: 'publish: a message that waits is correlated, an id counts once',
    run: async (gateway, id) => {
      await deploy(gateway, id, messageModel);
      const message = {
        name: `${id}-message`,
        correlationKey: 'k',
        timeToLive: 60_000,
        messageId: id,
        variables: '{"m":1}',
      };
      const published = await gateway.call('PublishMessage', message);
      const again = await gateway.call('PublishMessage', message);
      const instance = await gateway.call('CreateProcessInstanceWithResult', {
        request: { bpmnProcessId: id, version: -1, variables: '{"key":"k"}' },
        requestTimeout: 10_000,
      });
      return [published, again, instance];
    },
  },
  {
    name: 'publish: without time to live it reaches only who waits already',
    run: async (gateway, id) => {
      await deploy(gateway, id, messageModel);
      const message = { name: `${id}-message`, correlationKey: 'k', timeToLive: 0, variables: '{"m":1}' };
      const create = (requestTimeout: number) =>
        gateway.call('CreateProcessInstanceWithResult', {
          request: { bpmnProcessId: id, version: -1, variables: '{"key":"k"}' },
          requestTimeout,
        });
      const published = await gateway.call('PublishMessage', message);
      return [published, await create(500)];
    },
  },
  {
    name: 'publish: a number is a correlation key by its digits',
    run: async (gateway, id) => {
      await deploy(gateway, id, messageModel);
      const message = {
        name: `${id}-message`,
        correlationKey: '17',
        timeToLive: 60_000,
        variables: '{"m":1}',
      };
      await gateway.call('PublishMessage', message);
      return gateway.call('CreateProcessInstanceWithResult', {
        request: { bpmnProcessId: id, version: -1, variables: '{"key":17}' },
        requestTimeout: 10_000,
      });
    },
  },
];
