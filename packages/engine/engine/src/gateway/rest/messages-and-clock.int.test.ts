import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  definitions,
  event,
  flows,
  message,
  messageDefinition,
  process,
  start,
  task,
  timerDefinition,
} from '../../core/testing/bpmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

const send = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${engine.restAddress}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
async function create(definition: string, variables = {}): Promise<string> {
  const content = definitions(
    message('M', 'paid', '=id'),
    process(
      'p',
      start(),
      event('intermediateCatchEvent', 'wait', definition),
      task('t'),
      flows('start > wait > t'),
    ),
  );
  const tenantId = '<default>';
  expectOk(await engine.core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId }));
  const command = { bpmnProcessId: 'p', version: -1, variables, tenantId };
  return expectOk(engine.core.createInstance(command)).processInstanceKey;
}

test('a message is correlated, or is not found', async () => {
  const key = await create(messageDefinition('M'), { id: 'k' });
  const body = { name: 'paid', correlationKey: 'k', variables: { amount: 5 } };
  const correlated = await send('POST', '/v2/messages/correlation', body);
  expect(correlated.status).toBe(200);
  expect(await correlated.json()).toEqual({
    messageKey: expect.stringMatching(/^\d+$/),
    processInstanceKey: key,
    tenantId: '<default>',
  });
  expect(engine.core.instance(key)).toMatchObject({ activeElements: ['t'], variables: { amount: 5 } });
  const again = await send('POST', '/v2/messages/correlation', body);
  expect(again.status).toBe(404);
  expect(await again.json()).toMatchObject({
    detail:
      "Command 'CORRELATE' rejected with code 'NOT_FOUND': Expected to find subscription for message with name 'paid' and correlation key 'k', but none was found.",
  });
  const nameless = await send('POST', '/v2/messages/correlation', { correlationKey: 'k' });
  expect(nameless.status).toBe(400);
  expect(await nameless.json()).toMatchObject({
    detail: expect.stringContaining('No messageName provided.'),
  });
});

test('a tenant is named only where there are some', async () => {
  const body = { name: 'paid', correlationKey: 'k', tenantId: 'acme' };
  for (const path of ['/v2/messages/correlation', '/v2/messages/publication']) {
    const refused = await send('POST', path, body);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      detail: expect.stringContaining("with tenant identifier 'acme', but multi-tenancy is disabled"),
    });
  }
  await engine.close();
  engine = await startEngine({ tenantIds: ['acme'] });
  expect((await send('POST', '/v2/messages/publication', body)).status).toBe(200);
  expect((await send('POST', '/v2/messages/publication', { name: 'paid' })).status).toBe(400);
  const signal = { signalName: 's', tenantId: 'other' };
  expect((await send('POST', '/v2/signals/broadcast', signal)).status).toBe(403);
});

test('a message is published and waits for its time to live', async () => {
  const body = { name: 'paid', correlationKey: 'k', timeToLive: 60_000, messageId: 'one' };
  const published = await send('POST', '/v2/messages/publication', body);
  expect(published.status).toBe(200);
  expect(await published.json()).toMatchObject({ tenantId: '<default>' });
  expect((await send('POST', '/v2/messages/publication', body)).status).toBe(409);
  const key = await create(messageDefinition('M'), { id: 'k' });
  expect(engine.core.instance(key)?.activeElements).toEqual(['t']);
});

test('the clock is pinned and reset', async () => {
  expect((await send('PUT', '/v2/clock', { timestamp: Date.UTC(2031, 0, 1) })).status).toBe(204);
  const key = await create(timerDefinition('timeDuration', 'P1D'));
  expect((await send('PUT', '/v2/clock', { timestamp: Date.UTC(2031, 0, 2) - 1 })).status).toBe(204);
  expect(engine.core.instance(key)?.activeElements).toEqual(['wait']);
  expect((await send('PUT', '/v2/clock', { timestamp: Date.UTC(2031, 0, 2) })).status).toBe(204);
  expect(engine.core.instance(key)?.activeElements).toEqual(['t']);
  expect((await send('PUT', '/v2/clock', {})).status).toBe(400);
  expect((await send('PUT', '/v2/clock', { timestamp: -1 })).status).toBe(400);
  expect((await send('POST', '/v2/clock/reset')).status).toBe(204);
});
