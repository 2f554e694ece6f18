import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  flows,
  process,
  start,
  task,
  timerDefinition,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

type TimerTag = Parameters<typeof timerDefinition>[0];
const catching = (tag: TimerTag, text: string): string =>
  definitions(
    process(
      'p',
      start(),
      element('intermediateCatchEvent', 'timer', { body: timerDefinition(tag, text) }),
      task('after'),
      flows('start > timer > after'),
    ),
  );
const onTask = (text: string, options: { tag: TimerTag; interrupting: boolean }): string =>
  definitions(
    process(
      'p',
      start(),
      task('t'),
      boundary('b', 't', {
        body: timerDefinition(options.tag, text),
        interrupting: options.interrupting,
      }),
      task('late'),
      task('after'),
      flows('start > t > after', 'b > late'),
    ),
  );

describe('a timer catch event', () => {
  it.each([
    ['timeDuration', 'PT1.5S', 1500],
    ['timeDuration', '="PT" + string(n) + "M"', 120_000],
    ['timeDuration', '=duration("PT2S")', 2000],
    ['timeDuration', 'P1M', 31 * 24 * 3_600_000],
    ['timeDate', '2026-01-01T00:00:05Z', 5000],
    ['timeDate', '2026-01-01T01:00:05+01:00', 5000],
    ['timeDate', '=date and time("2026-01-01T00:00:05Z")', 5000],
  ] as const)('%s %s waits exactly', async (tag, text, ms) => {
    const engine = createTestEngine();
    await engine.deploy(catching(tag, text));
    const key = engine.start('p', { n: 2 });
    engine.clock.advance(ms - 1);
    expect(engine.view(key).activeElements).toEqual(['timer']);
    engine.clock.advance(1);
    expect(engine.view(key).activeElements).toEqual(['after']);
  });

  it.each([
    ['timeDuration', 'PT0S'],
    ['timeDuration', '-PT5S'],
    ['timeDate', '2020-01-01T00:00:00Z'],
  ] as const)('%s %s is due at once', async (tag, text) => {
    const engine = createTestEngine();
    await engine.deploy(catching(tag, text));
    const key = engine.start('p');
    engine.clock.advance(0);
    expect(engine.view(key).activeElements).toEqual(['after']);
  });

  it('raises an incident for what is no duration, and starts when that is resolved', async () => {
    const engine = createTestEngine();
    await engine.deploy(catching('timeDuration', '=wait'));
    const key = engine.start('p', { wait: 'soon' });
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({
      type: 'EXTRACT_VALUE_ERROR',
      message: "Invalid duration format 'soon' for expression 'wait'.",
    });
    expectOk(
      engine.core.setVariables({ elementInstanceKey: key, variables: { wait: 'PT1S' }, local: false }),
    );
    expectOk(engine.core.resolveIncident(incident!.key));
    engine.clock.advance(1000);
    expect(engine.view(key).activeElements).toEqual(['after']);
  });

  it('is forgotten with its instance', async () => {
    const engine = createTestEngine();
    await engine.deploy(catching('timeDuration', 'PT1S'));
    expectOk(engine.core.cancelInstance(engine.start('p')));
    expect(engine.leftovers()).toBe(0);
    engine.clock.advance(5000);
    expect(engine.take('after')).toEqual([]);
  });
});

describe('a timer boundary event', () => {
  it('ends the task and takes its job back when it interrupts', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask('PT1S', { tag: 'timeDuration', interrupting: true }));
    const key = engine.start('p');
    const { key: jobKey } = engine.takeOne('t');
    engine.clock.advance(1000);
    expect(engine.view(key).activeElements).toEqual(['late']);
    expect(engine.core.completeJob({ jobKey, variables: {} })).toMatchObject({
      rejection: { code: 'NOT_FOUND' },
    });
  });

  it('leaves the task alone when it does not, and fires once', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask('PT1S', { tag: 'timeDuration', interrupting: false }));
    const key = engine.start('p');
    engine.clock.advance(10_000);
    expect(engine.view(key).activeElements).toEqual(['t', 'late']);
    expect(engine.take('late', 10)).toHaveLength(1);
  });

  it('fires as often as its cycle says', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask('R2/PT1S', { tag: 'timeCycle', interrupting: false }));
    engine.start('p');
    engine.clock.advance(1000);
    expect(engine.take('late', 10)).toHaveLength(1);
    engine.clock.advance(10_000);
    expect(engine.take('late', 10)).toHaveLength(1);
  });

  it('stops an endless cycle with the task', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask('R/PT1S', { tag: 'timeCycle', interrupting: false }));
    engine.start('p');
    engine.clock.advance(2500);
    engine.finish('t');
    engine.clock.advance(10_000);
    expect(engine.take('late', 10)).toHaveLength(2);
    expect(engine.core.snapshot().timers).toEqual([]);
  });

  it('stops an endless cycle whose expression no longer lets time go on', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask('="R/" + pace', { tag: 'timeCycle', interrupting: false }));
    const key = engine.start('p', { pace: 'PT1S' });
    expectOk(
      engine.core.setVariables({ elementInstanceKey: key, variables: { pace: 'PT0S' }, local: false }),
    );
    engine.clock.advance(10_000);
    expect(engine.take('late', 10)).toHaveLength(1);
  });

  it('starts a cycle at its date', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask('R2/2026-01-01T00:00:10Z/PT1S', { tag: 'timeCycle', interrupting: false }));
    engine.start('p');
    engine.clock.advance(9999);
    expect(engine.take('late', 10)).toEqual([]);
    engine.clock.advance(1001);
    expect(engine.take('late', 10)).toHaveLength(2);
  });

  it('stops when the task completes', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask('PT1S', { tag: 'timeDuration', interrupting: true }));
    const key = engine.start('p');
    engine.finish('t');
    engine.clock.advance(5000);
    expect(engine.view(key).activeElements).toEqual(['after']);
  });
});
