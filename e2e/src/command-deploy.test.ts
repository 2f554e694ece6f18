import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restCall } from './testing/rest-call-process.ts';
import { oneLine, runCli } from './testing/run-cli.ts';
import { connectTarget, type Target } from './testing/target.ts';

let target: Target;
let folder: string;

const id = (name: string) => `deploy-${name}-${process.pid}`;

beforeAll(async () => {
  target = await connectTarget();
  folder = await mkdtemp(join(tmpdir(), 'jobwright-deploy-'));
  const files = {
    'order.bpmn': restCall({ id: id('order') }),
    'models/refund.bpmn': restCall({ id: id('refund') }),
    'models/deeper/claim.bpmn': restCall({ id: id('claim') }),
    'models/readme.md': 'no model',
    'broken.bpmn': restCall({ id: id('broken'), inputs: { url: '=if then' } }),
    'no-xml.bpmn': '<bpmn:definitions',
    'files/rules.dmn': decision(id('rules')),
    'files/ask.form': JSON.stringify({ id: id('form'), type: 'default', schemaVersion: 16, components: [] }),
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
});
afterAll(async () => {
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

const decision = (decisionId: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${decisionId}-drd" name="Rules" namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="${decisionId}" name="Rules">
    <variable id="variable" name="result" typeRef="number" />
    <literalExpression id="expression"><text>1 + 1</text></literalExpression>
  </decision>
</definitions>`;

const deploy = (...parameters: readonly string[]) =>
  runCli(['deploy', ...parameters], target.environment, folder);

describe('jobwright deploy', () => {
  test('prints the version and key of each resource; an unchanged one keeps them', async () => {
    const first = await deploy('order.bpmn');
    expect(first).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(
        new RegExp(`^Deployed process ${id('order')}, version 1, key \\d+ \\(order\\.bpmn\\)\\n$`),
      ),
      stderr: '',
    });
    expect(await deploy('order.bpmn')).toEqual(first);
    await writeFile(join(folder, 'order.bpmn'), restCall({ id: id('order'), retries: 7 }));
    expect((await deploy('order.bpmn')).stdout).toContain('version 2');
  });

  test('takes folders and patterns, for a tenant, and gives JSON; the cluster runs what it got', async () => {
    const { exitCode, stdout, stderr } = await deploy(
      'models',
      '*rder.bpmn',
      '--tenant',
      '<default>',
      '--json',
    );
    expect([exitCode, stderr]).toEqual([0, '']);
    const { resources } = JSON.parse(stdout) as { resources: readonly { id: string; file: string }[] };
    expect(resources.map(({ id: process, file }) => [process, file])).toEqual([
      [id('claim'), 'models/deeper/claim.bpmn'],
      [id('refund'), 'models/refund.bpmn'],
      [id('order'), 'order.bpmn'],
    ]);
    expect(resources[0]).toEqual({
      kind: 'process',
      id: id('claim'),
      version: 1,
      key: expect.stringMatching(/^\d+$/),
      file: 'models/deeper/claim.bpmn',
      tenantId: '<default>',
    });
    const started = await target.client.createProcessInstance({
      bpmnProcessId: id('claim'),
      variables: { url: 'http://127.0.0.1:9' },
    });
    expect(started.version).toBe(1);
    await target.client.cancelProcessInstance(started.processInstanceKey);
  });

  test.each([
    ['broken.bpmn', /Nothing was deployed, correct this: .*broken\.bpmn.*task/],
    ['no-xml.bpmn', /Nothing was deployed, correct this: .*no-xml\.bpmn/],
  ])('refuses %s with the words of the cluster, and deploys none of the others', async (file, message) => {
    const unseen = `unseen-${file}`;
    await writeFile(join(folder, unseen), restCall({ id: id(unseen) }));
    expect(await deploy(unseen, file)).toEqual({ exitCode: 2, stdout: '', stderr: oneLine(message) });
    await expect(
      target.client.createProcessInstance({ bpmnProcessId: id(unseen), variables: {} }),
    ).rejects.toThrow('NOT_FOUND');
  });

  test('an error is JSON where the result would be', async () => {
    const { exitCode, stdout, stderr } = await deploy('no-xml.bpmn', '--json');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'WRONG_INPUT', message: expect.stringContaining('no-xml.bpmn') },
    });
  });

  test('a tenant that there is not is one clear line', async () => {
    expect(await deploy('order.bpmn', '--tenant', 'acme')).toMatchObject({
      exitCode: 2,
      stderr: oneLine(/acme/),
    });
  });

  test('lists decisions and forms as it lists processes', async () => {
    const { exitCode, stdout, stderr } = await deploy('files', '--json');
    expect([exitCode, stderr]).toEqual([0, '']);
    const { resources } = JSON.parse(stdout) as { resources: readonly object[] };
    expect(resources).toHaveLength(3);
    expect(resources).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'decision', id: id('rules'), version: 1, file: null }),
        expect.objectContaining({ kind: 'decision requirements', file: 'files/rules.dmn' }),
        expect.objectContaining({ kind: 'form', id: id('form'), file: 'files/ask.form' }),
      ]),
    );
  });
});

test('a cluster that is away is one clear line, exit code 3', async () => {
  const environment = { ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:9', CAMUNDA_AUTH_STRATEGY: 'NONE' };
  expect(await runCli(['deploy', 'order.bpmn'], environment, folder)).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: oneLine(
      /No Camunda 8 cluster answers at 127\.0\.0\.1:9 \(.*ECONNREFUSED.*\): check that it is running/,
    ),
  });
});
