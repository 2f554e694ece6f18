import { expect, test } from 'vitest';
import { configurationSchema } from '../../configuration/configuration.schema.ts';
import { listClusters } from '../../configuration/list-clusters.ts';
import { type Answers, startSmallEngine } from '../../testing/small-engine.ts';
import { deployToCamunda7 } from './deploy-to-camunda7.ts';

const NOTHING = {
  deployedProcessDefinitions: null,
  deployedCaseDefinitions: null,
  deployedDecisionDefinitions: null,
  deployedDecisionRequirementsDefinitions: null,
};

async function deploy(answer: object, tenantId?: string) {
  const answers: Answers = { 'POST /deployment/create': answer };
  const engine = await startSmallEngine(answers);
  const configuration = configurationSchema.parse({ cluster: { kind: 'camunda7', url: engine.url } });
  const [cluster] = listClusters(configuration);
  if (cluster?.kind !== 'camunda7') throw new Error('Another kind');
  const names = ['order.bpmn', 'ask.form'];
  const deployed = await deployToCamunda7(cluster, {
    resources: names.map((name) => ({ name, file: `models/${name}`, content: Buffer.from(`of ${name}`) })),
    tenantId,
    timeoutMs: 5_000,
    signal: new AbortController().signal,
    network: configuration.network,
    environment: {},
    onConnect: () => undefined,
  });
  return { ...deployed, sent: engine.requests.map(({ body }) => body).join('') };
}

test('files are sent at once, and those that have not changed keep their version', async () => {
  const order = { id: 'order:2:id', key: 'order', version: 2, resource: 'order.bpmn', tenantId: 'acme' };
  const created = { ...NOTHING, deployedProcessDefinitions: { [order.id]: order } };
  const { resources, sent } = await deploy(created, 'acme');
  expect(resources).toEqual([
    {
      kind: 'process',
      id: 'order',
      version: 2,
      key: 'order:2:id',
      tenantId: 'acme',
      resourceName: 'order.bpmn',
    },
    { kind: 'resource', id: 'ask.form', key: '', tenantId: 'acme', resourceName: 'ask.form' },
  ]);
  for (const [name, value] of [
    ['enable-duplicate-filtering', 'true'],
    ['deploy-changed-only', 'true'],
    ['tenant-id', 'acme'],
  ])
    expect(sent).toMatch(new RegExp(`name="${name}"\\r\\n\\r\\n${value}`));
  expect(sent).toMatch(/filename="order\.bpmn"[^]*of order\.bpmn/);
  expect((await deploy(NOTHING)).resources[0]).toMatchObject({ kind: 'unchanged', id: 'order.bpmn' });
});

test('what the engine rejects is told by file and line', async () => {
  const message =
    "ENGINE-09005 Could not parse BPMN process. Errors: \n* Invalid destination 'nope' | resource order.bpmn | line 5 | column 59\n* Missing id";
  await expect(deploy({ status: 400, type: 'ParseException', message })).rejects.toThrow(
    "Nothing was deployed, correct this: order.bpmn:5:59: Invalid destination 'nope'; Missing id",
  );
  const denied = {
    status: 403,
    type: 'AuthorizationException',
    message: 'ENGINE-03110 Required permissions',
  };
  await expect(deploy(denied)).rejects.toThrow(/denied access .*ask its administrator/);
  const elsewhere = { status: 404, type: 'InvalidRequestException', message: 'No process engine available' };
  await expect(deploy(elsewhere)).rejects.toThrow('check its name in cluster.engine');
  await expect(deploy({ status: 500 })).rejects.toThrow('check that this is the address of its REST API');
});
