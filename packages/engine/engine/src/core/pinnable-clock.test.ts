import { beforeEach, describe, expect, it } from 'vitest';

import { definitions, event, flows, process, start, task, timerDefinition } from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const HOUR_MS = 3_600_000;
let engine: ReturnType<typeof createTestEngine>;

beforeEach(async () => {
  engine = createTestEngine();
  const timer = event('intermediateCatchEvent', 'timer', timerDefinition('timeDuration', 'PT1H'));
  const now = task('t', { inputs: [['=string(now())', 'at']] });
  await engine.deploy(definitions(process('p', start(), timer, now, flows('start > timer > t'))));
});

describe('the pinned clock', () => {
  it('stops timers until it is moved, and then goes on with the time behind it', () => {
    const first = engine.start('p');
    const startedAt = engine.clock.now();
    expectOk(engine.core.pinClock({ timestampMs: startedAt }));
    engine.clock.advance(5 * HOUR_MS);
    expect(engine.view(first).activeElements).toEqual(['timer']);
    const second = engine.start('p');
    expectOk(engine.core.pinClock({ timestampMs: startedAt + HOUR_MS }));
    for (const key of [first, second]) expect(engine.view(key).activeElements).toEqual(['t']);
    const third = engine.start('p');
    expectOk(engine.core.resetClock());
    expect(engine.view(third).activeElements).toEqual(['t']);
    const fourth = engine.start('p');
    engine.clock.advance(HOUR_MS);
    expect(engine.view(fourth).activeElements).toEqual(['t']);
  });

  it('is the time of now()', () => {
    const timestampMs = Date.UTC(2031, 4, 6, 10);
    engine.start('p');
    expectOk(engine.core.pinClock({ timestampMs }));
    expect(engine.takeOne('t').variables['at']).toMatch(/^2031-05-06T/);
  });

  it('decides when jobs come back', () => {
    engine.start('p');
    engine.clock.advance(HOUR_MS);
    const pinnedAt = engine.clock.now();
    expectOk(engine.core.pinClock({ timestampMs: pinnedAt }));
    expect(engine.take('t', 1, 1_000)[0]?.deadline).toBe(pinnedAt + 1_000);
    engine.clock.advance(HOUR_MS);
    expect(engine.take('t')).toEqual([]);
    expectOk(engine.core.pinClock({ timestampMs: pinnedAt + 1_000 }));
    expect(engine.take('t')).toHaveLength(1);
  });

  it('stays pinned in a snapshot', () => {
    const key = engine.start('p');
    const timestampMs = engine.clock.now();
    expectOk(engine.core.pinClock({ timestampMs }));
    engine = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()), clock: engine.clock });
    engine.clock.advance(2 * HOUR_MS);
    expect(engine.view(key).activeElements).toEqual(['timer']);
    expectOk(engine.core.resetClock());
    expect(engine.view(key).activeElements).toEqual(['t']);
  });

  it('takes no time before 1970', () => {
    expect(engine.core.pinClock({ timestampMs: -1 })).toMatchObject({
      rejection: {
        code: 'INVALID_ARGUMENT',
        intent: 'PIN',
        reason: 'Expected pin time to be not negative but it was -1',
      },
    });
  });
});
