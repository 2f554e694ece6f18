import { describe, expect, it } from 'vitest';

import {
  definitions,
  element,
  end,
  event,
  flows,
  message,
  messageDefinition,
  process,
  signal,
  signalDefinition,
  start,
  task,
  timerDefinition,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

describe('an inclusive gateway', () => {
  const fork = element('inclusiveGateway', 'fork', { attributes: 'default="flow_fork_c"' });
  const join = element('inclusiveGateway', 'join');
  const model = definitions(
    process(
      'p',
      start(),
      fork,
      ...['a', 'b', 'c', 'after'].map((id) => task(id)),
      join,
      end(),
      flows('start > fork', 'fork > a : =x > 1', 'fork > b : =x > 2', 'fork > c'),
      flows('a > join', 'b > join', 'c > join', 'join > after > end'),
    ),
  );

  it.each([
    [0, ['c']],
    [2, ['a']],
    [3, ['a', 'b']],
  ])(
    'takes every flow whose condition holds, else the default, and joins those alone: %i',
    async (x, taken) => {
      const engine = createTestEngine();
      await engine.deploy(model);
      const key = engine.start('p', { x });
      expect([...engine.view(key).activeElements].sort()).toEqual(taken);
      for (const [index, id] of taken.entries()) {
        expect(engine.take('after', 10), `before ${index}`).toEqual([]);
        engine.finish(id);
      }
      expect(engine.take('after', 10)).toHaveLength(1);
    },
  );

  it('joins when the other token has ended elsewhere', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('parallelGateway', 'fork'),
          task('a'),
          task('b'),
          element('exclusiveGateway', 'choice', { attributes: 'default="flow_choice_gone"' }),
          end('gone'),
          join,
          task('after'),
          flows(
            'start > fork > a > join > after',
            'fork > b > choice',
            'choice > join : =back',
            'choice > gone',
          ),
        ),
      ),
    );
    engine.start('p', { back: false });
    engine.finish('a');
    expect(engine.take('after', 10)).toEqual([]);
    engine.finish('b');
    expect(engine.take('after', 10)).toHaveLength(1);
  });

  it('stops with an incident when no condition holds', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('inclusiveGateway', 'g'),
          task('a'),
          task('b'),
          flows('start > g', 'g > a : =false', 'g > b : =x'),
        ),
      ),
    );
    expect(engine.view(engine.start('p', { x: false })).incidents).toMatchObject([
      { type: 'CONDITION_ERROR' },
    ]);
    expect(engine.view(engine.start('p')).incidents).toMatchObject([{ type: 'EXTRACT_VALUE_ERROR' }]);
  });
});

describe('an event-based gateway', () => {
  const model = definitions(
    message('M', 'm', '=k'),
    signal('S', 's'),
    process(
      'p',
      start(),
      element('eventBasedGateway', 'g'),
      event('intermediateCatchEvent', 'byMessage', messageDefinition('M')),
      event('intermediateCatchEvent', 'byTimer', timerDefinition('timeDuration', 'PT1M')),
      event('intermediateCatchEvent', 'bySignal', signalDefinition('S')),
      ...['a', 'b', 'c'].map((id) => task(id)),
      flows('start > g > byMessage > a', 'g > byTimer > b', 'g > bySignal > c'),
    ),
  );

  it.each([
    ['a', 'byMessage'],
    ['b', 'byTimer'],
    ['c', 'bySignal'],
  ])('goes on at the event that comes first: %s', async (next, passed) => {
    const engine = createTestEngine();
    await engine.deploy(model);
    const key = engine.start('p', { k: 'k1' });
    expect(engine.view(key).activeElements).toEqual(['g']);
    if (next === 'a') expectOk(engine.publish('m', 'k1', { variables: { from: 'a' } }));
    else if (next === 'b') engine.clock.advance(60_000);
    else engine.signal('s', { from: 'c' });
    expect(engine.view(key).activeElements).toEqual([next]);
    expect(engine.passed(key)).toEqual(['start', 'g', passed]);
    expect(engine.core.snapshot()).toMatchObject({ timers: [], subscriptions: [] });
    if (next !== 'b') expect(engine.view(key).variables).toMatchObject({ from: next });
  });

  it('wants two events, and nothing but events', async () => {
    const engine = createTestEngine();
    const one = process('p', start(), element('eventBasedGateway', 'g'), task('t'), flows('start > g > t'));
    expect(await engine.refusal(definitions(one))).toContain(
      'Event-based gateway must have at least 2 outgoing sequence flows',
    );
    const two = process(
      'p',
      start(),
      element('eventBasedGateway', 'g'),
      task('t'),
      task('u'),
      flows('start > g > t', 'g > u'),
    );
    expect(await engine.refusal(definitions(two))).toContain(
      'to other elements than message, timer or signal',
    );
  });
});

describe('a join of many flows', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `t${index}`);
  const model = (join: string): string =>
    definitions(
      process(
        'p',
        start(),
        element('parallelGateway', 'fork'),
        element('exclusiveGateway', 'twice'),
        element('exclusiveGateway', 'other'),
        ...ids.map((id) => task(id)),
        element(join, 'join'),
        task('after'),
        flows('start > fork > twice > t0 > join > after', 'fork > other > twice'),
        ...ids.slice(1).map((id) => flows(`fork > ${id} > join`)),
      ),
    );

  it.each([
    ['parallelGateway', 1],
    ['inclusiveGateway', 2],
  ])('waits for a token of each, two of one flow count as one: %s', async (join, passed) => {
    const engine = createTestEngine();
    await engine.deploy(model(join));
    const key = engine.start('p');
    for (const id of ['t0', ...ids.slice(0, -1)]) engine.finish(id);
    expect(engine.take('after', 10)).toEqual([]);
    engine.finish('t39');
    const jobs = engine.take('after', 10);
    expect(jobs).toHaveLength(passed);
    for (const { key: jobKey } of jobs) expectOk(engine.core.completeJob({ jobKey, variables: {} }));
    // The second token waits at the parallel join for ever.
    expect(engine.view(key).state).toBe(passed === 1 ? 'ACTIVE' : 'COMPLETED');
  });
});
