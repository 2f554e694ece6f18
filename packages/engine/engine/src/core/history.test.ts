import { describe, expect, it } from 'vitest';

import {
  definitions,
  element,
  end,
  flows,
  message,
  messageDefinition,
  process,
  repeated,
  start,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const model = definitions(
  message('M', 'm', '=k'),
  process(
    'p',
    start(),
    repeated(task('t', { inputs: [['=x * 2', 'twice']] }), { items: '=[1, 2]', item: 'x' }),
    element('intermediateCatchEvent', 'wait', { body: messageDefinition('M') }),
    end(),
    flows('start > t > wait > end'),
  ),
);

describe('the history of a process instance', () => {
  it('has its elements in order, with scopes, numbers and local variables', async () => {
    const engine = createTestEngine();
    await engine.deploy(model);
    const key = engine.start('p', { k: 'k1' });
    engine.clock.advance(1000);
    engine.finish('t');
    const elements = engine.core.history(key)?.elements ?? [];
    expect(elements.map(({ elementId, state, loopCounter }) => [elementId, state, loopCounter])).toEqual([
      ['p', 'ACTIVE', undefined],
      ['start', 'COMPLETED', undefined],
      ['t', 'ACTIVE', undefined],
      ['t', 'COMPLETED', 1],
      ['t', 'ACTIVE', 2],
    ]);
    const [root, , body, inner] = elements;
    expect([body?.scopeKey, inner?.scopeKey]).toEqual([root?.elementInstanceKey, body?.elementInstanceKey]);
    expect(inner).toMatchObject({
      elementType: 'serviceTask',
      variables: { x: 1, loopCounter: 1, twice: 2 },
      endedAt: (inner?.enteredAt ?? 0) + 1000,
    });
  });

  it('has its jobs, incidents and messages, and stays when the instance has ended', async () => {
    const engine = createTestEngine();
    await engine.deploy(model);
    const key = engine.start('p', { k: 'k1' });
    engine.fail(engine.takeOne('t').key, { errorMessage: 'broken' });
    const [incident] = engine.view(key).incidents;
    expectOk(engine.core.updateJobRetries({ jobKey: incident?.jobKey ?? '', retries: 1 }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    engine.finish('t');
    engine.finish('t');
    expectOk(engine.publish('m', 'k1'));
    expect(engine.core.history(key)).toMatchObject({
      bpmnProcessId: 'p',
      jobs: [
        { type: 't', elementId: 't', state: 'COMPLETED', failures: 1 },
        { type: 't', elementId: 't', state: 'COMPLETED', failures: 0 },
      ],
      incidents: [{ type: 'JOB_NO_RETRIES', message: 'broken', elementId: 't', isResolved: true }],
      messages: [{ name: 'm', correlationKey: 'k1', elementId: 'wait' }],
      isTruncated: false,
    });
    expect(engine.passed(key)).toEqual(['start', 't', 't', 't', 'wait', 'end', 'p']);
  });

  it('has what was terminated', async () => {
    const engine = createTestEngine();
    await engine.deploy(model);
    const key = engine.start('p', { k: 'k1' });
    expectOk(engine.core.cancelInstance(key));
    expect(engine.passed(key, 'TERMINATED').sort()).toEqual(['p', 't', 't', 't']);
    expect(engine.core.history(key)?.jobs).toMatchObject([{ state: 'CANCELED' }, { state: 'CANCELED' }]);
  });

  it('is forgotten with the instance, and bounded for each', async () => {
    const engine = createTestEngine({ maxEndedInstances: 1 });
    await engine.deploy(model);
    const [first, second] = [engine.start('p', { k: 'k1' }), engine.start('p', { k: 'k1' })];
    for (const key of [first, second]) expectOk(engine.core.cancelInstance(key));
    expect(engine.core.history(first)).toBeUndefined();
    expect(engine.core.history(second)).toBeDefined();
    await engine.deploy(
      definitions(
        process('many', start(), repeated(element('task', 'q'), { items: '=for i in 1..20000 return i' })),
      ).replace('</bpmn:process>', `${flows('start > q')}</bpmn:process>`),
    );
    const key = engine.start('many');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.core.history(key)).toMatchObject({ isTruncated: true });
    expect(engine.core.history(key)?.elements).toHaveLength(10_000);
  });
});
