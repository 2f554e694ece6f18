import { beforeEach, describe, expect, it } from 'vitest';

import { definitions, element, flows, process, start, task, timerDefinition } from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

let engine: ReturnType<typeof createTestEngine>;

beforeEach(async () => {
  engine = createTestEngine();
  const timer = element('intermediateCatchEvent', 'timer', { body: timerDefinition('timeDuration', 'PT5S') });
  await engine.deploy(definitions(process('p', start(), timer, task('t'), flows('start > timer > t'))));
});

describe('cancelling', () => {
  it('ends the instance with all it has, and once', () => {
    const key = engine.start('p', { v: 1 });
    const ends: unknown[] = [];
    engine.core.onInstanceEnd(key, (end) => ends.push(end));
    expectOk(engine.core.cancelInstance(key));
    expect(ends).toEqual([{ state: 'TERMINATED' }]);
    expect(engine.view(key)).toMatchObject({ state: 'TERMINATED', activeElements: [] });
    expect(engine.leftovers()).toBe(0);
    expect(engine.core.cancelInstance(key)).toEqual({
      ok: false,
      rejection: {
        code: 'NOT_FOUND',
        intent: 'CANCEL',
        reason: `Expected to cancel a process instance with key '${key}', but no such process was found`,
      },
    });
  });

  it('is not possible for an element within', () => {
    engine.start('p');
    engine.clock.advance(5000);
    const { elementInstanceKey } = engine.takeOne('t');
    expect(engine.core.cancelInstance(elementInstanceKey).ok).toBe(false);
    expect(engine.take('t')).toEqual([]);
  });

  it('takes its incidents along', () => {
    const key = engine.start('p');
    engine.clock.advance(5000);
    engine.fail(engine.takeOne('t').key);
    expect(engine.core.incidents()).toHaveLength(1);
    expectOk(engine.core.cancelInstance(key));
    expect(engine.core.incidents()).toEqual([]);
  });
});

it('rejects to resolve an incident that is not there', () => {
  expect(engine.core.resolveIncident('2251799813685999')).toEqual({
    ok: false,
    rejection: {
      code: 'NOT_FOUND',
      intent: 'RESOLVE',
      reason: "Expected to resolve incident with key '2251799813685999', but no such incident was found",
    },
  });
});
