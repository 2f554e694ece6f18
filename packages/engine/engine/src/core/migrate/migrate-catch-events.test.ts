import { beforeEach, describe, expect, it } from 'vitest';

import {
  boundary,
  event,
  eventSubProcess,
  flows,
  message,
  messageDefinition,
  process,
  signal,
  signalDefinition,
  start,
  startOn,
  task,
  timerDefinition,
} from '../testing/bpmn.ts';
import { createMigrations } from '../testing/migrations.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

const HOUR_MS = 3_600_000;
let engine: ReturnType<typeof createTestEngine>;
let { deploy, migrate, refusal } = createMigrations(createTestEngine());
beforeEach(() => {
  engine = createTestEngine();
  ({ deploy, migrate, refusal } = createMigrations(engine));
});

const simple = (id: string, ...names: readonly string[]): string =>
  process(id, start(), ...names.map((name) => task(name)), flows(['start', ...names].join(' > ')));

describe('catch events', () => {
  const withBoundary = (id: string, timer: string, ids: readonly [string, string, string]): string => {
    const [work, limit, late] = ids;
    return process(
      id,
      start(),
      task(work),
      boundary(limit, work, { body: timerDefinition('timeDuration', timer) }),
      task(late),
      flows(`start > ${work}`, `${limit} > ${late}`),
    );
  };

  it('keeps the timer of a mapped event, and starts that of an unmapped one anew', async () => {
    await deploy(withBoundary('p', 'PT2H', ['a', 'limit', 'late']));
    const [kept, anew] = [engine.start('p'), engine.start('p')];
    const target = await deploy(withBoundary('q', 'PT5H', ['b', 'limit2', 'late2']));
    engine.clock.advance(HOUR_MS);
    migrate(kept, target, 'a > b', 'limit > limit2');
    migrate(anew, target, 'a > b');
    engine.clock.advance(HOUR_MS);
    expect(engine.view(kept).activeElements).toEqual(['late2']);
    expect(engine.view(anew).activeElements).toEqual(['b']);
    engine.clock.advance(4 * HOUR_MS);
    expect(engine.view(anew).activeElements).toEqual(['late2']);
    expect(engine.core.snapshot().timers).toEqual([]);
  });

  it('goes on from a snapshot with the timers it kept', async () => {
    await deploy(withBoundary('p', 'PT2H', ['a', 'limit', 'late']));
    const key = engine.start('p');
    const target = await deploy(withBoundary('q', 'PT5H', ['b', 'limit2', 'late2']));
    migrate(key, target, 'a > b', 'limit > limit2');
    engine = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()), clock: engine.clock });
    engine.clock.advance(2 * HOUR_MS);
    expect(engine.view(key).activeElements).toEqual(['late2']);
  });

  const messages = [message('m', 'msg', '=id'), message('n', 'other', '=id'), signal('S', 'sig')];
  const listening = (id: string, definition: string, name: string): string =>
    process(
      id,
      start(),
      task('a'),
      eventSubProcess(`${name}Sub`, startOn(name, definition, false), task('z'), flows(`${name} > z`)),
      flows('start > a'),
    );

  it('keeps, closes and opens subscriptions of event sub-processes', async () => {
    await deploy(...messages, listening('p', messageDefinition('m'), 'on'));
    const [kept, closed] = [engine.start('p', { id: 'k1' }), engine.start('p', { id: 'k2' })];
    const other = await deploy(...messages, listening('q', messageDefinition('n'), 'on2'));
    expect(refusal(kept, other, 'a', 'on > z')).toContain(
      "has a catch event with id 'on' that is mapped to a catch event with id 'z'. These mappings detach the catch event",
    );
    migrate(kept, other, 'a', 'on > on2');
    migrate(closed, other, 'a');
    engine.publish('other', 'k1');
    engine.publish('msg', 'k2');
    expect(engine.take('z', 9)).toEqual([]);
    engine.publish('msg', 'k1');
    engine.publish('other', 'k2');
    expect(engine.take('z', 9).map(({ processInstanceKey }) => processInstanceKey)).toEqual([kept, closed]);
    const signals = await deploy(...messages, listening('r', signalDefinition('S'), 'on3'));
    expect(refusal(kept, signals, 'a', 'on2 > on3', 'on2Sub > on3Sub', 'z')).toContain(
      "These catch events have different event types: 'MESSAGE' and 'SIGNAL'",
    );
    migrate(kept, signals, 'a', 'on2Sub > on3Sub', 'z');
    engine.signal('sig');
    expect(
      engine.core.snapshot().elementInstances.filter(({ elementId }) => elementId === 'on3Sub'),
    ).toHaveLength(2);
  });

  it('watches conditions that come with the target, and refuses to migrate onto them', async () => {
    const condition =
      '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>';
    const watched = process(
      'q',
      start(),
      task('a'),
      task('b'),
      boundary('on', 'b', { body: condition }),
      task('late'),
      flows('start > a > b', 'on > late'),
    );
    await deploy(simple('p', 'a'));
    const key = engine.start('p', { x: 0 });
    const target = await deploy(watched);
    expect(refusal(key, target, 'a > b')).toContain(
      "target element with id 'b' has one or more boundary events of types 'CONDITIONAL'",
    );
    migrate(key, target, 'a');
    engine.finish('a');
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { x: 2 }, local: false }));
    expect(engine.view(key).activeElements).toEqual(['late']);
  });

  it('refuses a second subscription to the same message, and one that cannot be opened', async () => {
    await deploy(...messages, listening('p', messageDefinition('m'), 'on'));
    const key = engine.start('p', { id: 'k1' });
    const again = await deploy(...messages, listening('q', messageDefinition('m'), 'on2'));
    expect(refusal(key, again, 'a')).toContain(
      "attempts to subscribe to a message it is already subscribed to with name 'msg'",
    );
    await deploy(simple('r', 'a'));
    const without = engine.start('r');
    expect(refusal(without, again, 'a')).toContain(
      "active element with id 'r' is mapped to element with id 'q' that must be subscribed to a catch event. Failed to extract the correlation key for 'id'",
    );
  });

  it('moves what waits at an intermediate event and behind an event-based gateway', async () => {
    const gateway = (id: string, suffix: string): string =>
      process(
        id,
        start(),
        event('eventBasedGateway', `gate${suffix}`),
        event('intermediateCatchEvent', `w${suffix}`, messageDefinition('m')),
        event('intermediateCatchEvent', `t${suffix}`, timerDefinition('timeDuration', 'PT1H')),
        task(`after${suffix}`),
        flows(
          `start > gate${suffix} > w${suffix} > after${suffix}`,
          `gate${suffix} > t${suffix} > after${suffix}`,
        ),
      );
    await deploy(...messages, gateway('p', ''));
    const [byMessage, byTimer] = [engine.start('p', { id: 'k1' }), engine.start('p', { id: 'k2' })];
    const target = await deploy(...messages, gateway('q', '2'));
    migrate(byMessage, target, 'gate > gate2', 'w > w2');
    migrate(byTimer, target, 'gate > gate2', 'w > w2', 't > t2');
    engine.publish('msg', 'k1');
    engine.clock.advance(HOUR_MS);
    for (const key of [byMessage, byTimer]) expect(engine.view(key).activeElements).toEqual(['after2']);
    const plain = (id: string, name: string): string =>
      process(
        id,
        start(),
        event('intermediateCatchEvent', name, messageDefinition('m')),
        task('x'),
        flows(`start > ${name} > x`),
      );
    await deploy(...messages, plain('r', 'c'));
    const key = engine.start('r', { id: 'k3' });
    migrate(key, await deploy(...messages, plain('s', 'd')), 'c > d');
    engine.publish('msg', 'k3');
    expect(engine.view(key).activeElements).toEqual(['x']);
  });
});
