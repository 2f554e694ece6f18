import { describe, expect, it } from 'vitest';

import {
  definitions,
  end,
  event,
  flows,
  message,
  messageDefinition,
  process,
  start,
  startOn,
  task,
  timerDefinition,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const several = (type = 'byMessage'): string =>
  definitions(
    message('M', 'm', '=k'),
    process(
      'p',
      start(),
      startOn('onMessage', messageDefinition('M')),
      startOn('onTimer', timerDefinition('timeCycle', 'R2/PT1H')),
      task('t'),
      task(type),
      task('byTimer'),
      end(),
      flows('start > t > end', `onMessage > ${type}`, 'onTimer > byTimer'),
    ),
  );

describe('a process with several start events', () => {
  it('starts at the one that happens', async () => {
    const engine = createTestEngine();
    await engine.deploy(several());
    expect(engine.view(engine.start('p')).activeElements).toEqual(['t']);
    expectOk(engine.publish('m', '', { variables: { v: 1 } }));
    const job = engine.takeOne('byMessage');
    expect(job.variables).toEqual({ v: 1 });
    expect(engine.core.history(job.processInstanceKey)?.messages).toMatchObject([
      { name: 'm', elementId: 'onMessage' },
    ]);
    engine.clock.advance(3_600_000);
    expect(engine.take('byTimer', 10)).toHaveLength(1);
    engine.clock.advance(360_000_000);
    expect(engine.take('byTimer', 10, 1e12)).toHaveLength(2);
  });

  it('starts its latest version alone', async () => {
    const engine = createTestEngine();
    await engine.deploy(several('old'));
    await engine.deploy(several('new'));
    expectOk(engine.publish('m', ''));
    engine.clock.advance(3_600_000);
    expect(engine.take('old', 10)).toEqual([]);
    expect(engine.take('new', 10)).toHaveLength(1);
    expect(engine.take('byTimer', 10)).toHaveLength(1);
  });

  it('starts once per correlation key, and the next buffered message when that one has ended', async () => {
    const engine = createTestEngine();
    await engine.deploy(several());
    for (const n of [1, 2])
      expectOk(engine.publish('m', 'k1', { variables: { n }, timeToLiveMs: 3_600_000 }));
    expectOk(engine.publish('m', 'k2', { variables: { n: 3 } }));
    const jobs = engine.take('byMessage', 10);
    expect(jobs.map(({ variables }) => variables['n'])).toEqual([1, 3]);
    expectOk(engine.core.completeJob({ jobKey: jobs[0]?.key ?? '', variables: {} }));
    expect(engine.takeOne('byMessage').variables).toEqual({ n: 2 });
  });

  it('starts once per correlation key whatever its version', async () => {
    const engine = createTestEngine();
    await engine.deploy(several('old'));
    expectOk(engine.publish('m', 'k'));
    await engine.deploy(several('new'));
    expectOk(engine.publish('m', 'k', { variables: { n: 2 }, timeToLiveMs: 3_600_000 }));
    expect(engine.take('new', 10)).toEqual([]);
    engine.finish('old');
    expect(engine.takeOne('new').variables).toEqual({ n: 2 });
  });

  it('starts again and again by messages without a correlation key', async () => {
    const engine = createTestEngine();
    await engine.deploy(several());
    for (const n of [1, 2, 3]) expectOk(engine.publish('m', '', { variables: { n } }));
    expect(engine.take('byMessage', 10)).toHaveLength(3);
  });

  it('is not started by a message that one of its instances waits for', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        message('M', 'm', '=k'),
        process(
          'p',
          startOn('onMessage', messageDefinition('M')),
          task('started'),
          start(),
          event('intermediateCatchEvent', 'caught', messageDefinition('M')),
          flows('onMessage > started', 'start > caught'),
        ),
      ),
    );
    const key = engine.start('p', { k: 'a' });
    expectOk(engine.publish('m', 'a'));
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.take('started')).toEqual([]);
    expectOk(engine.publish('m', 'a'));
    expect(engine.take('started')).toHaveLength(1);
  });

  it('keeps its start events and locks in a snapshot', async () => {
    const first = createTestEngine();
    await first.deploy(several());
    expectOk(first.publish('m', 'k1'));
    const engine = createTestEngine({ clock: first.clock, snapshot: structuredClone(first.core.snapshot()) });
    expectOk(engine.publish('m', 'k1'));
    expectOk(engine.publish('m', 'k2'));
    expect(engine.take('byMessage', 10)).toHaveLength(2);
  });

  it('without a none start event is not started by a command', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        message('M', 'm', '=k'),
        process('p', startOn('s', messageDefinition('M')), task('t'), flows('s > t')),
      ),
    );
    expect(
      engine.core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId: '<default>' }),
    ).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        reason: 'Expected to create instance of process with none start event, but there is no such event',
      },
    });
  });
});
