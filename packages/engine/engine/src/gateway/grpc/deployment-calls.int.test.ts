import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { definitions, process, start } from '../../core/testing/bpmn.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectRawGateway, type RawGateway } from '../../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let gateway: RawGateway;
beforeEach(async () => {
  engine = await startEngine();
  gateway = connectRawGateway(engine.grpcAddress);
});
afterEach(async () => {
  gateway.close();
  await engine.close();
});

const KEY = /^22517998\d{8}$/;
const deploy = (...files: readonly (readonly [string, string])[]) =>
  gateway.call('DeployResource', {
    resources: files.map(([name, content]) => ({ name, content: Buffer.from(content) })),
  });

test('DeployResource answers with processes, then forms, each in the order of the deployment', async () => {
  const answer = await deploy(
    ['b.form', '{"id":"b"}'],
    ['p.bpmn', definitions(process('p', start()))],
    ['a.form', '{"id":"a"}'],
    ['script.rpa', '{"id":"script"}'],
  );
  const common = { version: 1, tenantId: '<default>' };
  const form = (id: string) => ({
    form: { ...common, formId: id, formKey: expect.stringMatching(KEY), resourceName: `${id}.form` },
  });
  expect(answer).toMatchObject({
    ok: {
      deployments: [
        { process: { ...common, bpmnProcessId: 'p', resourceName: 'p.bpmn' } },
        form('b'),
        form('a'),
      ],
    },
  });
});

test('DeleteResource deletes one version', async () => {
  const answer = await deploy(['a.form', '{"id":"a"}']);
  const { deployments } = 'ok' in answer ? answer.ok : { deployments: [] };
  const [{ form }] = deployments as [{ form: { formKey: string } }];
  expect(await gateway.call('DeleteResource', { resourceKey: form.formKey })).toEqual({ ok: {} });
  expect(await gateway.call('DeleteResource', { resourceKey: form.formKey })).toEqual({
    error: status[status.NOT_FOUND],
    details: `Command 'DELETE' rejected with code 'NOT_FOUND': Expected to delete resource but no resource found with key \`${form.formKey}\``,
  });
});
