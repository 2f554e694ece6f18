import { createEngineCore, createSystemClock, type EngineCore } from '@jobwright/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitForEnd } from './wait-for-end.ts';

const model = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="http://jobwright.example">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:serviceTask id="task"><bpmn:extensionElements><zeebe:taskDefinition type="work" /></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" />
<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="task" /><bpmn:sequenceFlow id="b" sourceRef="task" targetRef="end" /></bpmn:process></bpmn:definitions>`;
let core: EngineCore;
let key: string;
const options = { timeoutMs: 5_000, signal: new AbortController().signal, servedTypes: ['work'] };

beforeEach(async () => {
  core = createEngineCore({ clock: createSystemClock() });
  const deployed = await core.deploy({
    resources: [{ name: 'p.bpmn', content: model }],
    tenantId: '<default>',
  });
  if (!deployed.ok) throw new Error(deployed.rejection.reason);
  const created = core.createInstance({
    bpmnProcessId: 'p',
    version: -1,
    variables: { a: 1 },
    tenantId: '<default>',
  });
  if (!created.ok) throw new Error(created.rejection.reason);
  key = created.value.processInstanceKey;
});
afterEach(() => core.close());

const jobKey = () => core.jobs()[0]!.key;

describe('waitForEnd', () => {
  it('gives the variables of an instance that completes', async () => {
    const end = waitForEnd(core, key, options);
    core.completeJob({ jobKey: jobKey(), variables: { b: 2 } });
    expect(await end).toEqual({ a: 1, b: 2 });
  });

  it('ends with the incident, its element and its reason', async () => {
    core.failJob({
      jobKey: jobKey(),
      retries: 0,
      errorMessage: 'NOPE: Never',
      retryBackoffMs: 0,
      variables: {},
    });
    await expect(waitForEnd(core, key, options)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(/incident JOB_NO_RETRIES at "task": NOPE: Never/),
    });
  });

  it('ends at a job that no worker processes, unless outside workers may join', async () => {
    await expect(waitForEnd(core, key, { ...options, servedTypes: ['other'] })).rejects.toThrow(
      /no connector serves the job type "work" \(task "task"\); available job types: other/,
    );
    const joined = waitForEnd(core, key, { ...options, servedTypes: undefined });
    core.completeJob({ jobKey: jobKey(), variables: {} });
    expect(await joined).toEqual({ a: 1 });
  });

  it('says where an instance waits that does not end, and that it was cancelled', async () => {
    await expect(waitForEnd(core, key, { ...options, timeoutMs: 60 })).rejects.toThrow(
      /within 60 ms; it waits at task/,
    );
    core.cancelInstance(key);
    await expect(waitForEnd(core, key, options)).rejects.toThrow(/it was terminated/);
  });
});
