import { emptyModel, workModel } from '../gateway-models.ts';
import { type Scenario, refused } from './scenario.ts';
import { deploy, callInOrder } from './scenario-steps.ts';

export const deploymentScenarios: readonly Scenario[] = [
  { name: 'topology', run: (gateway) => gateway.call('Topology', {}) },
  {
    name: 'deploy, deploy the same again, deploy by the old call',
    run: (gateway, id) =>
      callInOrder([
        () => deploy(gateway, id, workModel),
        () => deploy(gateway, id, workModel),
        () => deploy(gateway, id, () => emptyModel(id)),
        () =>
          gateway.call('DeployProcess', {
            processes: [{ name: `${id}.bpmn`, definition: Buffer.from(emptyModel(id)) }],
          }),
      ]),
  },
  refused('DeployResource', { resources: [] }),
  refused('DeployProcess', { processes: [] }),
  refused(
    'DeployResource',
    { resources: [{ name: 'a.txt', content: Buffer.from('hello') }] },
    'of no known kind',
  ),
  refused('DeployResource', { resources: [], tenantId: 'other' }),
  {
    name: 'deploy the same process id twice',
    run: (gateway, id) => {
      const content = Buffer.from(emptyModel(id));
      return gateway.call('DeployResource', {
        resources: [
          { name: 'a.bpmn', content },
          { name: 'b.bpmn', content },
        ],
      });
    },
  },
  {
    name: 'deploy broken XML',
    differs: 'the wording of the XML parser',
    run: (gateway) =>
      gateway.call('DeployResource', { resources: [{ name: 'a.bpmn', content: Buffer.from('<x') }] }),
  },
];
