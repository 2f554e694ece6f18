import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  end,
  error,
  errorDefinition,
  flows,
  process,
  repeated,
  start,
  subProcess,
  task,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

const around = (activity: string): string =>
  definitions(process('p', start(), activity, task('after'), end(), flows('start > t > after > end')));

describe('a parallel multi-instance task', () => {
  it('makes a job for each item, and collects the outputs in the order of the items', async () => {
    const engine = createTestEngine();
    const loop = { items: '=list', item: 'x', output: ['results', '=r'] } as const;
    await engine.deploy(around(repeated(task('t'), loop)));
    const key = engine.start('p', { list: [10, 20, 30] });
    const jobs = engine.take('t', 10);
    expect(jobs.map(({ variables }) => [variables['loopCounter'], variables['x']])).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    for (const job of [...jobs].reverse())
      expectOk(
        engine.core.completeJob({ jobKey: job.key, variables: { r: Number(job.variables['x']) + 1 } }),
      );
    expect(engine.view(key)).toMatchObject({
      activeElements: ['after'],
      variables: { list: [10, 20, 30], results: [11, 21, 31] },
    });
    expect(engine.view(key).variables).not.toHaveProperty('r');
    engine.finish('after');
    expect(engine.leftovers()).toBe(0);
    expect(engine.passed(key)).toEqual(['start', 't', 't', 't', 't', 'after', 'end', 'p']);
  });

  it('fills the output with nulls, and completes at once without items', async () => {
    const engine = createTestEngine();
    const loop = { items: '=list', output: ['results', '=loopCounter'] } as const;
    await engine.deploy(around(repeated(task('t'), loop)));
    engine.start('p', { list: [1, 2] });
    expect(engine.takeOne('t').variables).toMatchObject({ results: [null, null] });
    expect(engine.view(engine.start('p', { list: [] }))).toMatchObject({
      activeElements: ['after'],
      variables: { list: [], results: [] },
    });
  });

  it('shows the outputs so far to jobs, conditions and snapshots, and keeps what is set from outside', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          repeated(task('x'), {
            items: '=[1, 2, 3]',
            item: 'item',
            output: ['results', '=item'],
            sequential: true,
            until: '=count(results[item = 9]) > 0',
          }),
          end(),
          flows('start > x > end'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.finish('x');
    const second = engine.takeOne('x');
    expect(second.variables).toMatchObject({ results: [1, null, null] });
    expectOk(engine.core.completeJob({ jobKey: second.key, variables: {} }));
    const body = engine.core.snapshot().elementInstances.find(({ loop }) => loop);
    expect(body?.variables).toEqual({ results: [1, 2, null] });
    expectOk(
      engine.core.setVariables({
        elementInstanceKey: body?.key ?? '',
        variables: { results: [9, 9, 9] },
        local: true,
      }),
    );
    engine.finish('x');
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { results: [9, 9, 3] } });
  });

  it('takes a bounded number of items at once', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          repeated(task('x'), { items: '=for i in 1..100001 return 1' }),
          end(),
          flows('start > x > end'),
        ),
      ),
    );
    expect(engine.view(engine.start('p')).incidents).toMatchObject([
      { type: 'EXTRACT_VALUE_ERROR', message: expect.stringContaining('at most 100000 items') },
    ]);
  });

  it('ends the others when the completion condition holds', async () => {
    const engine = createTestEngine();
    const until = '=numberOfCompletedInstances = 2 and numberOfActiveInstances = 1 and numberOfInstances = 3';
    await engine.deploy(around(repeated(task('t'), { items: '=[1,2,3]', until })));
    const key = engine.start('p');
    engine.finish('t');
    expect(engine.view(key).activeElements).toEqual(['t']);
    engine.finish('t');
    expect(engine.view(key).activeElements).toEqual(['after']);
    expect(engine.passed(key, 'TERMINATED')).toEqual(['t']);
  });

  it.each([
    ['null', "Expected result of the expression 'list' to be 'ARRAY', but was 'NULL'."],
    ['"text"', "Expected result of the expression 'list' to be 'ARRAY', but was 'STRING'."],
  ])(
    'stops with an incident when its items are %s, and goes on when that is resolved',
    async (json, message) => {
      const engine = createTestEngine();
      await engine.deploy(around(repeated(task('t'), { items: '=list' })));
      const key = engine.start('p', { list: JSON.parse(json) as string | null });
      const [incident] = engine.view(key).incidents;
      expect(incident).toMatchObject({ type: 'EXTRACT_VALUE_ERROR', message, elementId: 't' });
      expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { list: [1] }, local: true }));
      expectOk(engine.core.resolveIncident(incident?.key ?? ''));
      expect(engine.take('t', 10)).toHaveLength(1);
    },
  );

  it('is ended as a whole by its boundary event', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        error('E', 'E1'),
        process(
          'p',
          start(),
          repeated(task('t'), { items: '=[1,2,3]' }),
          boundary('b', 't', { body: errorDefinition('E') }),
          task('late'),
          flows('start > t', 'b > late'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.throwCode(engine.takeOne('t').key, 'E1');
    expect(engine.view(key).activeElements).toEqual(['late']);
    expect(engine.take('t', 10)).toEqual([]);
  });
});

describe('a sequential multi-instance sub-process', () => {
  it('begins with the next item when one is done', async () => {
    const engine = createTestEngine();
    const sub = subProcess('t', start('in'), task('work'), flows('in > work'));
    const loop = { sequential: true, items: '=list', item: 'x', output: ['all', '=x * 2'] } as const;
    await engine.deploy(around(repeated(sub, loop)));
    const key = engine.start('p', { list: [1, 2] });
    for (const x of [1, 2]) {
      const jobs = engine.take('work', 10);
      expect(jobs.map(({ variables }) => variables['x'])).toEqual([x]);
      expectOk(engine.core.completeJob({ jobKey: jobs[0]?.key ?? '', variables: {} }));
    }
    expect(engine.view(key)).toMatchObject({ activeElements: ['after'], variables: { all: [2, 4] } });
  });

  it('goes on after a snapshot as without one', async () => {
    const first = createTestEngine();
    await first.deploy(around(repeated(task('t'), { sequential: true, items: '=[1,2]' })));
    const key = first.start('p');
    first.finish('t');
    const engine = createTestEngine({
      clock: first.clock,
      snapshot: structuredClone(first.core.snapshot()),
    });
    engine.finish('t');
    expect(engine.view(key).activeElements).toEqual(['after']);
  });
});
