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
    ['timeDate', '2026-01-01T01:00:05+01:00[Europe/Berlin]', 5000],
    ['timeDate', '=date and time("2026-01-01T01:00:05@Europe/Berlin")', 5000],
    ['timeDate', '=d', 5000],
  ] as const)('%s %s waits exactly', async (tag, text, ms) => {
    const engine = createTestEngine();
    await engine.deploy(catching(tag, text));
    const key = engine.start('p', { n: 2, d: '2026-01-01T01:00:05+01:00[Europe/Berlin]' });
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

  it.each([
    ['timeDate', '2024-04-31T10:00:00Z', "Invalid date-time format '2024-04-31T10:00:00Z'"],
    ['timeDate', '2023-02-29T10:00:00Z', "Invalid date-time format '2023-02-29T10:00:00Z'"],
    ['timeDate', '2026-01-01T24:00:00Z', "Invalid date-time format '2026-01-01T24:00:00Z'"],
    ['timeDate', '2026-01-01T10:60:00Z', "Invalid date-time format '2026-01-01T10:60:00Z'"],
    ['timeDuration', 'PT99999999999999999H', "Invalid duration format 'PT99999999999999999H'"],
  ] as const)('%s %s: there is no such time, and the deployment is refused', async (tag, text, reason) => {
    const engine = createTestEngine();
    expect(await engine.refusal(catching(tag, text))).toContain(reason);
  });

  it.each([
    ['timeDate', '2024-04-31T10:00:00Z', 'date-time'],
    ['timeDate', '2026-02-29T10:00:00+01:00[Europe/Berlin]', 'date-time'],
    ['timeDate', '2026-01-01T25:00:00Z', 'date-time'],
    ['timeDuration', 'PT99999999999999999H', 'duration'],
    ['timeDuration', 'P300000Y', 'duration'],
  ] as const)('%s of a variable that is %s is an incident', async (tag, wait, shape) => {
    const engine = createTestEngine();
    await engine.deploy(catching(tag, '=wait'));
    const key = engine.start('p', { wait });
    expect(engine.view(key).incidents).toEqual([
      expect.objectContaining({
        type: 'EXTRACT_VALUE_ERROR',
        message: `Invalid ${shape} format '${wait}' for expression 'wait'.`,
      }),
    ]);
  });

  it.each([
    ['timeDate', '=now() + duration("PT1H")'],
    ['timeDate', '=date and time(now(), "Europe/Berlin") + duration("PT1H")'],
    [
      'timeDate',
      '=date and time(today(), @"00:00:00Z") + (now() - date and time(today(), @"00:00:00Z")) + @"PT1H"',
    ],
    ['timeDuration', '=now() + @"PT1H" - date and time("2026-01-01T00:00:00Z")'],
  ] as const)('%s %s goes by the clock of the engine', async (tag, text) => {
    const engine = createTestEngine();
    await engine.deploy(catching(tag, text));
    const key = engine.start('p');
    engine.clock.advance(3_599_999);
    expect(engine.view(key).activeElements).toEqual(['timer']);
    engine.clock.advance(1);
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

  it.each(['0 */10 * * * *', '="0 */10 * * * *"'])('fires by a cron expression: %s', async (cycle) => {
    const engine = createTestEngine();
    await engine.deploy(onTask(cycle, { tag: 'timeCycle', interrupting: false }));
    engine.start('p');
    engine.clock.advance(599_999);
    expect(engine.take('late', 10)).toEqual([]);
    engine.clock.advance(1);
    engine.finish('late');
    engine.clock.advance(1_200_000);
    expect(engine.take('late', 10)).toHaveLength(2);
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

  it('begins a cycle now whose start has passed', async () => {
    const engine = createTestEngine();
    const cycle = 'R3/2020-01-01T00:00:00Z/PT10M';
    await engine.deploy(onTask(cycle, { tag: 'timeCycle', interrupting: false }));
    engine.start('p');
    const firedAt: number[] = [];
    for (let minute = 0; minute <= 60; minute += 1) {
      for (const { key } of engine.take('late', 10)) {
        firedAt.push(minute);
        expectOk(engine.core.completeJob({ jobKey: key, variables: {} }));
      }
      engine.clock.advance(60_000);
    }
    expect(firedAt).toEqual([10, 20, 30]);
  });

  it('begins a cycle whose start is right now at once', async () => {
    const engine = createTestEngine();
    const cycle = 'R2/2026-01-01T00:00:00Z/PT10M';
    await engine.deploy(onTask(cycle, { tag: 'timeCycle', interrupting: false }));
    engine.start('p');
    engine.clock.advance(0);
    engine.finish('late');
    engine.clock.advance(599_999);
    expect(engine.take('late', 10)).toEqual([]);
    engine.clock.advance(1);
    expect(engine.take('late', 10)).toHaveLength(1);
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

describe('timers due at the same moment', () => {
  it('fire in the order of their elements', async () => {
    const engine = createTestEngine();
    await engine.deploy(catching('timeDate', '2026-01-01T00:01:00Z'));
    const keys = Array.from({ length: 12 }, (_, n) => engine.start('p', { n }));
    engine.clock.advance(60_000);
    expect(engine.take('after', 20).map(({ processInstanceKey }) => processInstanceKey)).toEqual(keys);
  });
});
