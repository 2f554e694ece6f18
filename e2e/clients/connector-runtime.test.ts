import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJavaRuntime } from '@jobwright/bench/java-runtime';
import { startEngine } from '@jobwright/engine';
import { expect, onTestFinished, test } from 'vitest';

const model = (url: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://jobwright.dev/e2e">
  <bpmn:process id="call" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:sequenceFlow id="toCall" sourceRef="start" targetRef="ask" />
    <bpmn:serviceTask id="ask">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="io.camunda:http-json:1" retries="0" />
        <zeebe:ioMapping>
          <zeebe:input source="noAuth" target="authentication.type" />
          <zeebe:input source="GET" target="method" />
          <zeebe:input source="${url}" target="url" />
        </zeebe:ioMapping>
        <zeebe:taskHeaders><zeebe:header key="resultExpression" value="={answer: response.body.answer}" /></zeebe:taskHeaders>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="toEnd" sourceRef="ask" targetRef="end" />
    <bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;

async function startBackend(): Promise<string> {
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end('{"answer":42}'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

test("Camunda's connector runtime does a job of its REST connector", async ({ skip, signal }) => {
  const engine = await startEngine();
  onTestFinished(() => engine.close());
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-clients-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const logFile = join(folder, 'java.log');
  const environment = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const { grpcAddress, restAddress, core } = engine;
  const runtime = await startJavaRuntime({
    cluster: { grpcAddress, restAddress },
    environment,
    log: (line) => console.log(line),
    logFile,
    signal,
  });
  if (!runtime) return skip('A JDK of 21 or newer is needed');
  onTestFinished(() => runtime.stop());
  const content = model(await startBackend());
  const deployed = await core.deploy({
    resources: [{ name: 'call.bpmn', content }],
    tenantId: '<default>',
  });
  expect(deployed).toMatchObject({ ok: true });
  const created = core.createInstance({
    bpmnProcessId: 'call',
    version: -1,
    variables: {},
    tenantId: '<default>',
  });
  const key = created.ok ? created.value.processInstanceKey : '';
  await expect
    .poll(() => core.instance(key)?.state, { timeout: 60_000 })
    .toBe('COMPLETED')
    .catch(async (cause: unknown) => {
      throw new Error(
        `${JSON.stringify(core.incidents())}\n${(await readFile(logFile, 'utf8')).slice(-4000)}`,
        { cause },
      );
    });
  expect(core.instance(key)?.variables).toMatchObject({ answer: 42 });
});
