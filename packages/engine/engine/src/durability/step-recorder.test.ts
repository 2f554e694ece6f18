import { expect, test } from 'vitest';

import {
  definitions,
  element,
  end,
  flows,
  process,
  start,
  task,
  timerDefinition,
} from '../core/testing/bpmn.ts';
import { expectOk, TENANT } from '../core/testing/test-engine.ts';
import { decodeStep } from './record-text.ts';
import { createRecordedEngine, repeatLines } from './testing/recorded-engine.ts';

const model = definitions(
  process(
    'p',
    start(),
    task('a', { inputs: [['=camunda.secrets.TOKEN', 'token']] }),
    element('intermediateCatchEvent', 'timer', { body: timerDefinition('timeDuration', 'PT10S') }),
    end(),
    flows('start > a > timer > end'),
  ),
);
const activation = { type: 'a', worker: 'w', timeoutMs: 60_000, maxJobs: 1, fetchVariables: [] };
const creation = { bpmnProcessId: 'p', version: -1, variables: {}, tenantId: TENANT };

async function createDeployed(secrets: (name: string) => string | undefined = () => 'secret value') {
  const engine = createRecordedEngine({ secrets });
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content: model }], tenantId: TENANT }));
  return engine;
}

test('secrets are in no record; one that was missing is missing again', async () => {
  const vault: { secret?: string } = {};
  const engine = await createDeployed(() => vault.secret);
  expectOk(engine.core.createInstance(creation));
  expect(expectOk(engine.core.activateJobs(activation))).toEqual([]);
  expectOk(engine.core.createInstance(creation));
  vault.secret = 'secret value';
  const [job] = expectOk(engine.core.activateJobs(activation));
  expect(job?.variables).toEqual({ token: 'secret value' });
  expect(engine.lines.join('\n')).not.toContain('secret value');
  const repeated = await repeatLines(engine.lines);
  expect(repeated.text()).toBe(engine.text());
  expect(repeated.core.incidents()).toHaveLength(1);
});

test('a poll that finds nothing is not recorded', async () => {
  const engine = await createDeployed();
  const { length } = engine.lines;
  expectOk(engine.core.activateJobs(activation));
  expect(engine.lines).toHaveLength(length);
});

test('time stands still within a step, and what falls due is a step of its own', async () => {
  const engine = await createDeployed();
  const key = expectOk(engine.core.createInstance(creation)).processInstanceKey;
  expectOk(engine.core.activateJobs(activation));
  expectOk(engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables: {} }));
  engine.clock.advance(10_000);
  expect(engine.core.instance(key)?.state).toBe('COMPLETED');
  expect(engine.lines.map((line) => decodeStep(line).name)).toEqual([
    'deploy',
    'createInstance',
    'activateJobs',
    'completeJob',
    'due',
  ]);
  expect((await repeatLines(engine.lines)).text()).toBe(engine.text());
});

test('a listener may give commands; what runs within a command may not', async () => {
  let within: unknown;
  const engine = await createDeployed(() => {
    try {
      engine.core.createInstance(creation);
    } catch (error) {
      within = error;
    }
    return 'x';
  });
  const key = expectOk(engine.core.createInstance(creation)).processInstanceKey;
  engine.core.onInstanceEnd(key, () => expectOk(engine.core.createInstance(creation)));
  expectOk(engine.core.activateJobs(activation));
  expect(String(within)).toMatch(/The command 'createInstance' cannot be given while another one runs/);
  expectOk(engine.core.cancelInstance(key));
  expect(engine.core.jobs()).toHaveLength(1);
  expect((await repeatLines(engine.lines)).text()).toBe(engine.text());
});

test('counts begin anew', async () => {
  const engine = await createDeployed();
  expectOk(engine.core.createInstance(creation));
  const repeated = await repeatLines(engine.lines);
  expect(repeated.core.counts().jobsCreated).toBe(1);
  repeated.core.startCounting();
  expect(repeated.core.counts().jobsCreated).toBe(0);
});
