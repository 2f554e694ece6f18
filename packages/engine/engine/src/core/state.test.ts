import { parseJson, stringifyJson } from '@jobwright/json';
import { describe, expect, it } from 'vitest';

import type { EngineSnapshot } from './snapshot.ts';
import {
  boundary,
  definitions,
  element,
  end,
  flows,
  message,
  messageDefinition,
  process,
  start,
  task,
  timerDefinition,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';
import { createTestClock } from './test-clock.ts';

type TestEngine = ReturnType<typeof createTestEngine>;

/** A new engine that knows of the old one only what went through JSON text. */
function moveThroughJson({ core, clock }: TestEngine): TestEngine {
  const text = stringifyJson(core.snapshot());
  const snapshot = parseJson(text) as unknown as EngineSnapshot;
  return createTestEngine({ snapshot, clock: createTestClock(clock.now()) });
}

const everything = definitions(
  process(
    'p',
    start(),
    element('parallelGateway', 'fork'),
    element('parallelGateway', 'join'),
    task('held', { outputs: [['=big', 'copy']] }),
    task('stopped'),
    task('resting'),
    task('mapped', { inputs: [['=assert(later, later != null)', 'x']] }),
    element('intermediateCatchEvent', 'timer', { body: timerDefinition('timeDuration', 'PT10S') }),
    element('intermediateCatchEvent', 'message', { body: messageDefinition('M') }),
    element('subProcess', 'sub', { body: [start('inner'), task('slow'), flows('inner > slow')].join('') }),
    boundary('limit', 'sub', { body: timerDefinition('timeDuration', 'PT20S') }),
    element('exclusiveGateway', 'merge'),
    task('last'),
    end(),
    flows(
      ...['held', 'stopped', 'resting', 'mapped', 'timer', 'message'].map((id) => `fork > ${id} > join`),
      'start > fork > sub > merge > join',
      'limit > merge',
      'join > last > end',
    ),
  ),
  message('M', 'go', '=id'),
);

describe('the state', () => {
  it('keeps the text of deployed files', async () => {
    const engine = createTestEngine();
    const { processes } = await engine.deploy(everything);
    const { processDefinitionKey } = processes[0]!;
    expect(moveThroughJson(engine).core.processXml(processDefinitionKey)).toBe(everything);
  });

  it('goes through JSON in the middle of all that can wait, and each goes on to its end', async () => {
    let engine = createTestEngine();
    await engine.deploy(everything);
    const key = engine.start('p', { id: 'i1', big: 9007199254740993n });
    engine = moveThroughJson(engine);
    const { key: heldKey } = engine.takeOne('held');
    engine.fail(engine.takeOne('stopped').key);
    engine.fail(engine.takeOne('resting').key, { retries: 1, retryBackoffMs: 5000 });

    engine = moveThroughJson(engine);
    expect(engine.core.incidents().map(({ elementId }) => elementId)).toEqual(['mapped', 'stopped']);
    engine.clock.advance(5000);
    engine.finish('resting');

    engine = moveThroughJson(engine);
    engine.clock.advance(15_000);
    expect(engine.view(key).activeElements).not.toContain('slow');
    expectOk(engine.core.completeJob({ jobKey: heldKey, variables: { big: 9007199254740995n } }));

    engine = moveThroughJson(engine);
    expectOk(engine.publish('go', 'i1'));
    const [mapped, stopped] = engine.core.incidents();
    expectOk(engine.core.updateJobRetries({ jobKey: stopped!.jobKey!, retries: 1 }));
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { later: 1 }, local: false }));
    expectOk(engine.core.resolveIncident(mapped!.key));
    expectOk(engine.core.resolveIncident(stopped!.key));
    engine.finish('stopped');
    engine.finish('mapped');

    engine = moveThroughJson(engine);
    engine.finish('last');
    expect(engine.view(key)).toMatchObject({
      state: 'COMPLETED',
      variables: { id: 'i1', big: 9007199254740993n, copy: 9007199254740995n, later: 1 },
    });
    expect(engine.leftovers()).toBe(0);
  });

  it('keeps deadlines and back-offs of jobs', async () => {
    let engine = createTestEngine();
    await engine.deploy(everything);
    engine.start('p', { id: 'i1' });
    const { key: heldKey } = engine.takeOne('held');
    engine.fail(engine.takeOne('resting').key, { retries: 1, retryBackoffMs: 5000 });
    engine = moveThroughJson(engine);
    engine.clock.advance(4999);
    expect(engine.take('resting')).toEqual([]);
    engine.clock.advance(1);
    expect(engine.take('resting')).toHaveLength(1);
    engine.clock.advance(55_000);
    expect(engine.takeOne('held').key).toBe(heldKey);
  });

  it('keeps buffered messages, their life and their ids', async () => {
    let engine = createTestEngine();
    await engine.deploy(everything);
    expectOk(engine.publish('go', 'i1', { timeToLiveMs: 1000, messageId: 'm' }));
    engine = moveThroughJson(engine);
    expect(engine.publish('go', 'i1', { timeToLiveMs: 1000, messageId: 'm' }).ok).toBe(false);
    expect(engine.view(engine.start('p', { id: 'i1', later: 1 })).activeElements).not.toContain('message');
    engine.clock.advance(1000);
    expect(engine.core.snapshot().messages).toEqual([]);
  });

  it('is empty again after 10,000 instances of three tasks, and remembers the last ends and histories', async () => {
    const engine = createTestEngine({ maxEndedInstances: 1000 });
    await engine.deploy(
      definitions(
        process('p', start(), task('a'), task('b'), task('c'), end(), flows('start > a > b > c > end')),
      ),
    );
    for (let count = 0; count < 10_000; count += 1) engine.start('p', { count });
    for (const type of ['a', 'b', 'c'])
      for (let jobs = engine.take(type, 500); jobs.length > 0; jobs = engine.take(type, 500))
        for (const { key } of jobs)
          expectOk(engine.core.completeJob({ jobKey: key, variables: { [type]: 1 } }));
    expect(engine.leftovers()).toBe(0);
    expect(engine.core.snapshot().ended).toHaveLength(1000);
    expect(engine.core.snapshot().histories).toHaveLength(1000);
  });
});
