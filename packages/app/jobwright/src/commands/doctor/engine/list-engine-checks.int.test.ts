import { expect, onTestFinished, test } from 'vitest';
import { connectEngine } from '../../../cluster/connect-engine.ts';
import { configurationSchema } from '../../../configuration/configuration.schema.ts';
import { listClusters } from '../../../configuration/list-clusters.ts';
import { type Answers, startSmallEngine } from '../../../testing/small-engine.ts';
import { runChecks } from '../check.ts';
import { listEngineChecks } from './list-engine-checks.ts';

const TYPE = 'io.camunda:http-json:1';
const task = (topic: string) => `<bpmn:serviceTask camunda:type="external" camunda:topic="${topic}"/>`;
const model = (topic: string) => ({ bpmn20Xml: task(topic) + task(topic) });
const healthy: Answers = {
  'GET /version': { version: '7.24.0' },
  'GET /process-definition': [{ id: 'order:1:x', key: 'order' }],
  'GET /process-definition/order:1:x/xml': model(TYPE),
  'GET /process-definition/count': { count: 1 },
  'GET /process-instance/count': { count: 2 },
  'GET /history/process-instance/count': { count: 7 },
};

async function check(answers: Answers, cluster: object = {}) {
  const engine = await startSmallEngine(answers);
  const configuration = configurationSchema.parse({
    cluster: { kind: 'camunda7', url: engine.url, ...cluster },
  });
  const [only] = listClusters(configuration);
  if (only?.kind !== 'camunda7') throw new Error('Another kind');
  const client = await connectEngine(only, { network: configuration.network, environment: {} });
  onTestFinished(() => client.close());
  const checks = listEngineChecks({ client, cluster: only, configuration, timeoutMs: 5_000 });
  const { signal } = new AbortController();
  const results = await runChecks(checks, { timeoutMs: 10_000, signal, onDone: () => undefined });
  return results.map(({ check: name, status, message }) => `${status} ${name}: ${message}`).join('\n');
}

test('a healthy engine is described', async () => {
  const found = await check(healthy);
  expect(found).toMatch(/ok engine: Camunda 7\.24\.0 at http:.*, no authentication/);
  expect(found).toContain(
    'ok jobs: polls are accepted; they bring the tasks that these credentials may see and change',
  );
  expect(found).toContain('ok models and topics: deployed models use 1 of the job types served here');
  expect(found).toContain('ok JSON variables: the engine has Spin');
  expect(found).toContain('ok history: 7 process instances are kept');
  expect(found).not.toMatch(/^(warning|failed)/m);
});

test('what is missing is named', async () => {
  const found = await check(
    {
      ...healthy,
      'GET /process-definition/order:1:x/xml': model('io.camunda:http-jsn:1'),
      'GET /process-definition/count': { count: 0 },
      'GET /history/process-instance/count': { count: 0 },
      'POST /message': {
        status: 400,
        type: 'InvalidRequestException',
        message: "Unsupported value type 'Json'",
      },
      'POST /external-task/fetchAndLock': {
        status: 403,
        type: 'AuthorizationException',
        message: 'no permission',
      },
    },
    { tenantIds: ['acme'] },
  );
  expect(found).toContain('failed jobs: The engine at');
  expect(found).toContain('warning tenants: nothing is deployed for acme');
  expect(
    found.split('io.camunda:http-jsn:1 in process order looks like io.camunda:http-json:1'),
  ).toHaveLength(2);
  expect(found).toContain('warning JSON variables: the engine has no Spin');
  expect(found).toContain('warning history: the engine keeps no history');
});

test('an engine that refuses the credentials fails one check, and the others are skipped', async () => {
  const refused = { status: 401, type: 'RestException', message: 'who are you' };
  const answers = Object.fromEntries(
    [
      ...Object.keys(healthy),
      'GET /external-task/count',
      'POST /message',
      'POST /external-task/fetchAndLock',
    ].map((key) => [key, refused]),
  );
  const found = await check(answers);
  expect(found.match(/^failed/gm)).toHaveLength(1);
  expect(found).toMatch(/failed engine: The engine at .* requires authentication/);
  expect(await check(healthy, { topics: { 'acme:none:1': 'x' } })).toContain(
    'cluster.topics names acme:none:1',
  );
});
