import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { toElementTemplate } from '@jobwright/element-templates';
import { type Modeler, openModeler } from '@jobwright/modeler';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectTarget, type Target } from '../src/testing/target.ts';
import { CUSTOMER_HINT, orders } from './testing/orders-connector.ts';

// What the generator makes of each kind of input, from the list of templates to what the connector is given.
let modeler: Modeler;
let target: Target;
let workers: ConnectorWorkers;
beforeAll(async () => {
  [modeler, target] = await Promise.all([
    openModeler({ templates: [toElementTemplate(orders)] }),
    connectTarget(),
  ]);
  workers = await startConnectors({
    connectors: [orders],
    clusters: [camunda8({ settings: target.configuration })],
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await target.close();
  await modeler.close();
});
beforeEach(async () => {
  await modeler.newDiagram('orders');
  await modeler.selectElement('task');
});

const what = (label: string) => ({ group: 'What to do', label });
const delivery = (label: string) => ({ group: 'Delivery', label });
const operation = { group: 'Operation', label: 'Operation' };

async function listLabels(): Promise<readonly string[]> {
  const fields = await modeler.panel.listFields();
  const inputs = ['Operation', 'What to do', 'Delivery'];
  return fields.filter(({ group }) => inputs.includes(group)).map(({ label }) => label);
}

const listHeaders = (xml: string) =>
  Object.fromEntries(
    [...xml.matchAll(/<zeebe:header key="([^"]*)" value="([^"]*)"/g)].map(([, key, value]) => [key, value]),
  );

test('each operation is a step, and has its own fields', async () => {
  await modeler.chooseTemplate('Orders', 'Create an order');
  expect(await modeler.panel.readField(operation)).toBe('Create an order');
  const create = ['Operation', 'Customer', 'Items', 'Note', 'Express', 'Weight', 'Kind'];
  expect(await listLabels()).toEqual(create);
  await modeler.panel.fillField(delivery('Kind'), 'Parcel');
  expect(await listLabels()).toEqual([...create, 'Street', 'Size']);
  await modeler.panel.fillField(operation, 'Find orders');
  expect(await listLabels()).toEqual(['Operation', 'Customer', 'Limit']);
  expect(await modeler.panel.readField(what('Limit'))).toBe('10');
  await modeler.panel.fillField(operation, 'Create an order');
  expect(await listLabels()).toEqual(create);
});

test('a description is shown as it is written', async () => {
  await modeler.chooseTemplate('Orders', 'Create an order');
  expect(await modeler.panel.readDescription(what('Customer'))).toBe(CUSTOMER_HINT);
});

test('shows a broken rule while the user types', async () => {
  await modeler.chooseTemplate('Orders', 'Create an order');
  await modeler.panel.fillField(what('Note'), 'A note of more than twenty characters');
  await modeler.panel.fillField(delivery('Weight'), -1);
  expect(await modeler.panel.listErrors()).toEqual([
    'Customer must not be empty.',
    'Items must not be empty.',
    'Note cannot exceed 20 characters.',
    'Weight must be a number, 0 or more',
  ]);
});

test('what is filled in reaches the connector as it is meant', async () => {
  await modeler.chooseTemplate('Orders', 'Create an order');
  const { panel } = modeler;
  await panel.fillField(delivery('Kind'), 'Parcel');
  await panel.fillField(delivery('Size'), 'Medium');
  await panel.fillField(delivery('Express'), true);
  await panel.fillField(delivery('Weight'), 1.5);
  await panel.fillField(delivery('Street'), '="Main " + "Street"');
  await panel.fillField(what('Customer'), '=name');
  await panel.fillField(what('Items'), '=["tea", "{" + "}"]');
  await panel.fillField(what('Note'), 'Ring "twice"');
  await panel.fillField({ group: 'Output mapping', label: 'Result variable' }, 'order');
  await panel.fillField({ group: 'Output mapping', label: 'Result expression' }, '={heavy: weight > 1}');
  await panel.fillField({ group: 'Error handling', label: 'Error expression' }, '=null');
  await panel.fillField({ group: 'Retries', label: 'Retries' }, '5');
  await panel.fillField({ group: 'Retries', label: 'Retry backoff' }, 'PT1S');
  await panel.fillField({ group: 'Retries', label: 'Job timeout' }, 'PT2M');
  expect(await panel.listErrors()).toEqual([]);
  const xml = await modeler.saveDiagram();
  expect(xml).toContain('<zeebe:taskDefinition type="acme:orders:1" retries="5" />');
  expect(listHeaders(xml)).toEqual({
    operation: 'create',
    elementTemplateVersion: '1',
    elementTemplateId: 'acme.orders',
    resultVariable: 'order',
    resultExpression: '={heavy: weight &#62; 1}',
    errorExpression: '=null',
    retryBackoff: 'PT1S',
    jobTimeout: 'PT2M',
  });
  await target.client.deployResource({ process: Buffer.from(xml), name: 'orders.bpmn' });
  const { variables } = await target.client.createProcessInstanceWithResult({
    bpmnProcessId: 'orders',
    variables: { name: 'Ada' },
    requestTimeout: 40_000,
  });
  expect(variables).toMatchObject({
    heavy: true,
    order: {
      customer: 'Ada',
      items: ['tea', '{}'],
      note: 'Ring "twice"',
      express: true,
      weight: 1.5,
      delivery: { kind: 'parcel', street: 'Main Street', size: 'm' },
    },
  });
  expect(modeler.problems).toEqual([]);
});
