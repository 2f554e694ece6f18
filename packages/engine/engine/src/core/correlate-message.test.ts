import { beforeEach, describe, expect, it } from 'vitest';

import {
  definitions,
  event,
  flows,
  message,
  messageDefinition,
  process,
  start,
  startOn,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

let engine: ReturnType<typeof createTestEngine>;
beforeEach(async () => {
  engine = createTestEngine();
  const messages = [message('M', 'paid', '=id'), '<bpmn:message id="N" name="ordered" />'];
  const waiting = event('intermediateCatchEvent', 'wait', messageDefinition('M'));
  await engine.deploy(
    definitions(
      ...messages,
      process('p', start(), waiting, task('t'), flows('start > wait > t')),
      process('q', startOn('begin', messageDefinition('N')), task('u'), flows('begin > u')),
    ),
  );
});
const correlate = (name: string, correlationKey: string, variables = {}) =>
  engine.core.correlateMessage({ name, correlationKey, variables, tenantId: TENANT });

describe('correlating a message', () => {
  it('reaches what waits and says which instance', () => {
    const key = engine.start('p', { id: 'k' });
    expect(expectOk(correlate('paid', 'k', { amount: 5 }))).toMatchObject({
      processInstanceKey: key,
      tenantId: TENANT,
    });
    expect(engine.takeOne('t').variables).toMatchObject({ amount: 5 });
  });

  it('starts an instance, one at a time for each correlation key', () => {
    const { processInstanceKey } = expectOk(correlate('ordered', 'k'));
    expect(engine.view(processInstanceKey).activeElements).toEqual(['u']);
    expect(correlate('ordered', 'k')).toMatchObject({
      rejection: {
        code: 'NOT_FOUND',
        reason:
          "Expected to find subscription for message with name 'ordered' and correlation key 'k', but no active subscription was found. A process instance with this correlation key is already active for a message start event with this message name in process IDs [q]. Only one active process instance per correlation key is allowed for message start events.",
      },
    });
    engine.finish('u');
    expectOk(correlate('ordered', 'k'));
  });

  it('keeps nothing when nothing waits', () => {
    const before = JSON.stringify(engine.core.snapshot());
    expect(correlate('paid', 'k')).toMatchObject({
      rejection: {
        code: 'NOT_FOUND',
        intent: 'CORRELATE',
        reason:
          "Expected to find subscription for message with name 'paid' and correlation key 'k', but none was found.",
      },
    });
    expect(JSON.stringify(engine.core.snapshot())).toBe(before);
    const key = engine.start('p', { id: 'k' });
    expect(engine.view(key).activeElements).toEqual(['wait']);
  });
});
