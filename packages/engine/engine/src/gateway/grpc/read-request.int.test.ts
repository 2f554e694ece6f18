import { loadGatewayService } from '@jobwright/camunda8-protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectRawGateway, type RawGateway } from '../../testing/raw-gateway.ts';

let engine: EmbeddedEngine;
let gateway: RawGateway;
beforeAll(async () => {
  engine = await startEngine();
  gateway = connectRawGateway(engine.grpcAddress, loadGatewayService());
});
afterAll(async () => {
  gateway.close();
  await engine.close();
});

const unsupported = (field: string, rpc: string): string =>
  `The embedded engine does not support '${field}' of ${rpc}: leave it out, or run this on a Camunda 8 cluster`;

/** The service of a client whose protocol has one more field, text, in the request of a call. */
function withField(rpc: string, number: number, text: string) {
  const service = loadGatewayService();
  const method = service[rpc]!;
  const value = Buffer.from(text);
  const tag = number * 8 + 2;
  const head = tag < 128 ? [tag] : [(tag % 128) + 128, Math.floor(tag / 128)];
  return {
    ...service,
    [rpc]: {
      ...method,
      requestSerialize: (request: object) =>
        Buffer.concat([method.requestSerialize(request), Buffer.from([...head, value.length]), value]),
    },
  };
}

describe('a field that the engine does not act on is refused', () => {
  test.each([
    ['PublishMessage', 99],
    ['CreateProcessInstance', 12],
    ['CompleteJob', 15],
    ['Topology', 3],
    ['ActivateJobs', 40],
    ['StreamActivatedJobs', 40],
    ['EvaluateConditional', 50],
  ])('of %s: one with the number %i, of a newer protocol', async (rpc, number) => {
    const newer = connectRawGateway(engine.grpcAddress, withField(rpc, number, 'x'));
    try {
      const isStream = rpc.endsWith('Jobs');
      const answer = isStream ? await newer.collect(rpc, { type: 't' }) : await newer.call(rpc, {});
      expect(answer).toEqual({ error: 'UNIMPLEMENTED', details: unsupported(`field ${number}`, rpc) });
    } finally {
      newer.close();
    }
  });

  test('in a message within the request too', async () => {
    const service = loadGatewayService();
    const method = service['CompleteJob']!;
    // The result (3) with a field 99 that is text.
    const inner = [0x9a, 0x06, 1, 0x78];
    const bytes = Buffer.from([0x1a, inner.length, ...inner]);
    const requestSerialize = (request: object) => Buffer.concat([method.requestSerialize(request), bytes]);
    const newer = connectRawGateway(engine.grpcAddress, {
      ...service,
      CompleteJob: { ...method, requestSerialize },
    });
    try {
      expect(await newer.call('CompleteJob', { jobKey: '1' })).toEqual({
        error: 'UNIMPLEMENTED',
        details: unsupported('result.field 99', 'CompleteJob'),
      });
    } finally {
      newer.close();
    }
  });

  test('an operation reference has no effect: it only marks exported records', async () => {
    const answer = await gateway.call('DeleteResource', { resourceKey: '1', operationReference: '7' });
    expect(answer).toMatchObject({ error: 'NOT_FOUND' });
  });

  test('fields with their default are no fields', async () => {
    const answer = await gateway.call('CreateProcessInstance', {
      bpmnProcessId: 'none',
      version: -1,
      startInstructions: [],
      tags: [],
    });
    expect(answer).toMatchObject({ error: 'NOT_FOUND' });
  });
});
