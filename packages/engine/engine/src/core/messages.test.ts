import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  extensions,
  flows,
  ioMapping,
  message,
  messageDefinition,
  process,
  start,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const PAID = message('M', 'paid', '=order');
const waiting = (id = 'p'): string =>
  definitions(
    process(
      id,
      start(),
      element('intermediateCatchEvent', 'wait', { body: messageDefinition('M') }),
      task('after'),
      flows('start > wait > after'),
    ),
    PAID,
  );

describe('a message catch event', () => {
  it('goes on with the message of its name and key, and takes its variables along', async () => {
    const engine = createTestEngine();
    await engine.deploy(waiting());
    const key = engine.start('p', { order: 'o1' });
    expectOk(engine.publish('paid', 'o2'));
    expectOk(engine.publish('other', 'o1'));
    expect(engine.view(key).activeElements).toEqual(['wait']);
    expectOk(engine.publish('paid', 'o1', { variables: { sum: 7 } }));
    expect(engine.takeOne('after').variables).toEqual({ order: 'o1', sum: 7 });
    expect(engine.core.snapshot().subscriptions).toEqual([]);
  });

  it('matches a number as text', async () => {
    const engine = createTestEngine();
    await engine.deploy(waiting());
    const key = engine.start('p', { order: 17 });
    expectOk(engine.publish('paid', '17'));
    expect(engine.view(key).activeElements).toEqual(['after']);
  });

  it('raises an incident without a key', async () => {
    const engine = createTestEngine();
    await engine.deploy(waiting());
    const key = engine.start('p');
    expect(engine.view(key).incidents).toMatchObject([
      {
        type: 'EXTRACT_VALUE_ERROR',
        message:
          "Failed to extract the correlation key for 'order': The value must be either a string or a number, but was 'NULL'.",
      },
    ]);
  });

  it('works in a receive task too, with output mappings', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('receiveTask', 'wait', {
            attributes: 'messageRef="M"',
            body: extensions(ioMapping([], [['=sum', 'total']])),
          }),
          task('after'),
          flows('start > wait > after'),
        ),
        PAID,
      ),
    );
    engine.start('p', { order: 'o1' });
    expectOk(engine.publish('paid', 'o1', { variables: { sum: 7 } }));
    expect(engine.takeOne('after').variables).toEqual({ order: 'o1', total: 7 });
  });
});

describe('a message', () => {
  it('waits for a subscription as long as it lives', async () => {
    const engine = createTestEngine();
    await engine.deploy(waiting());
    expectOk(engine.publish('paid', 'o1', { timeToLiveMs: 1000 }));
    expectOk(engine.publish('paid', 'o2', { timeToLiveMs: 1000 }));
    engine.clock.advance(999);
    expect(engine.view(engine.start('p', { order: 'o1' })).activeElements).toEqual(['after']);
    engine.clock.advance(1);
    expect(engine.view(engine.start('p', { order: 'o2' })).activeElements).toEqual(['wait']);
    expect(engine.core.snapshot().messages).toEqual([]);
  });

  it.each([0, -1])('with a time to live of %d does not wait', async (timeToLiveMs) => {
    const engine = createTestEngine();
    await engine.deploy(waiting());
    expectOk(engine.publish('paid', 'o1', { timeToLiveMs }));
    expect(engine.view(engine.start('p', { order: 'o1' })).activeElements).toEqual(['wait']);
  });

  it('reaches a process once, and another process as well', async () => {
    const engine = createTestEngine();
    await engine.deploy(waiting('p'));
    expectOk(await engine.deployNamed('q.bpmn', waiting('q')));
    const [first, second] = [engine.start('p', { order: 'o1' }), engine.start('p', { order: 'o1' })];
    const other = engine.start('q', { order: 'o1' });
    expectOk(engine.publish('paid', 'o1', { timeToLiveMs: 1000 }));
    const third = engine.start('p', { order: 'o1' });
    const at = [first, second, third, other].map((key) => engine.view(key).activeElements[0]);
    expect(at).toEqual(['after', 'wait', 'wait', 'after']);
    expectOk(engine.publish('paid', 'o1'));
    expect(engine.view(second).activeElements).toEqual(['after']);
  });

  it('reaches a process once whatever its versions', async () => {
    const engine = createTestEngine();
    for (const version of ['', '\n']) {
      await engine.deploy(`${waiting()}${version}`);
      engine.start('p', { order: 'k' });
    }
    expectOk(engine.publish('paid', 'k'));
    expect(engine.take('after', 10)).toHaveLength(1);
    expectOk(engine.publish('paid', 'k'));
    expect(engine.take('after', 10)).toHaveLength(1);
  });

  it('may have the id of one that has expired or was not kept', () => {
    const engine = createTestEngine();
    const publish = (timeToLiveMs: number) => engine.publish('m', 'k', { messageId: 'id', timeToLiveMs });
    expectOk(publish(0));
    expectOk(publish(60_000));
    expect(publish(60_000)).toMatchObject({ rejection: { code: 'ALREADY_EXISTS' } });
    engine.clock.advance(60_000);
    expectOk(publish(60_000));
    expectOk(engine.publish('m', 'other', { messageId: 'id' }));
  });

  it('is taken in the order of publishing', async () => {
    const engine = createTestEngine();
    await engine.deploy(waiting());
    expectOk(engine.publish('paid', 'o1', { timeToLiveMs: 1000, variables: { n: 1 } }));
    expectOk(engine.publish('paid', 'o1', { timeToLiveMs: 1000, variables: { n: 2 } }));
    engine.start('p', { order: 'o1' });
    engine.start('p', { order: 'o1' });
    expect(engine.take('after', 2).map((job) => job.variables['n'])).toEqual([1, 2]);
  });

  it('is refused while one with its id, name and key lives', () => {
    const engine = createTestEngine();
    const lasting = { timeToLiveMs: 1000, messageId: 'id1' };
    expectOk(engine.publish('paid', 'o1', lasting));
    expect(engine.publish('paid', 'o1', lasting)).toEqual({
      ok: false,
      rejection: {
        code: 'ALREADY_EXISTS',
        intent: 'PUBLISH',
        reason:
          "Expected to publish a new message with id 'id1', but a message with that id was already published",
      },
    });
    expectOk(engine.publish('paid', 'o2', lasting));
    engine.clock.advance(1000);
    expectOk(engine.publish('paid', 'o1', lasting));
  });
});

describe('a message boundary event', () => {
  const onTask = (interrupting: boolean): string =>
    definitions(
      process(
        'p',
        start(),
        task('t'),
        boundary('b', 't', { body: messageDefinition('M'), interrupting }),
        task('told'),
        task('after'),
        flows('start > t > after', 'b > told'),
      ),
      PAID,
    );

  it('ends the task when it interrupts, and takes the variables outwards', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask(true));
    const key = engine.start('p', { order: 'o1' });
    expectOk(engine.publish('paid', 'o1', { variables: { sum: 7 } }));
    expect(engine.view(key)).toMatchObject({
      activeElements: ['told'],
      variables: { order: 'o1', sum: 7 },
    });
    expect(engine.take('t')).toEqual([]);
  });

  it('takes every message when it does not interrupt, also those that waited', async () => {
    const engine = createTestEngine();
    await engine.deploy(onTask(false));
    expectOk(engine.publish('paid', 'o1', { timeToLiveMs: 1000 }));
    const key = engine.start('p', { order: 'o1' });
    expectOk(engine.publish('paid', 'o1'));
    expectOk(engine.publish('paid', 'o1'));
    expect(engine.view(key).activeElements).toEqual(['t', 'told']);
    expect(engine.take('told', 10)).toHaveLength(3);
    engine.finish('t');
    expectOk(engine.publish('paid', 'o1'));
    expect(engine.take('told', 10)).toEqual([]);
  });
});
