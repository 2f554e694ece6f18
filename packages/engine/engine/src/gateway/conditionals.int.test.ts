import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { expect, test } from 'vitest';
import { definitions, flows, process, startOn, task } from '../core/testing/bpmn.ts';
import { expectOk } from '../core/testing/test-engine.ts';
import { startEngine } from '../embedded-engine.ts';
import { connectGrpc } from '../testing/raw-gateway.ts';

const condition =
  '<bpmn:conditionalEventDefinition id="d"><bpmn:condition xsi:type="bpmn:tFormalExpression">=x = 1</bpmn:condition></bpmn:conditionalEventDefinition>';

test('conditional start events are looked at over gRPC and REST', async () => {
  const engine = await startEngine();
  const client = connectGrpc(engine.grpcAddress);
  try {
    const content = definitions(process('p', startOn('s', condition), task('t'), flows('s > t')));
    const resources = [{ name: 'p.bpmn', content }];
    const { processes } = expectOk(await engine.core.deploy({ resources, tenantId: '<default>' }));
    const processDefinitionKey = processes[0]?.processDefinitionKey ?? '';
    const { path, requestSerialize, responseDeserialize } = loadGatewayService()['EvaluateConditional']!;
    const answer = await new Promise((resolve, reject) => {
      const request = { variables: '{"x":1}' };
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error, value) =>
        error ? reject(error) : resolve(value),
      );
    });
    expect(answer).toMatchObject({ processInstances: [{ processDefinitionKey }], tenantId: '<default>' });
    const post = (body: unknown): Promise<Response> =>
      fetch(`${engine.restAddress}/v2/conditionals/evaluation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const started = await post({ variables: { x: 1 }, processDefinitionKey });
    expect(started.status).toBe(200);
    expect(await started.json()).toMatchObject({ processInstances: [{ processDefinitionKey }] });
    expect((await post({ variables: { x: 1 }, processDefinitionKey: '1' })).status).toBe(404);
    expect((await post({})).status).toBe(400);
    expect(engine.core.jobs()).toHaveLength(2);
  } finally {
    client.close();
    await engine.close();
  }
});
