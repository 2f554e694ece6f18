import { parseJson } from '@jobwright/json';
import { describe, expect, it } from 'vitest';

import { definitions, element, end, flows, process, start, task, type TaskOptions } from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

/** Runs one task with mappings and tells what its job saw and what the process had afterwards. */
async function runMapped(
  options: TaskOptions,
  { given = {}, result = {} }: { given?: Record<string, never> | object; result?: object } = {},
) {
  const engine = createTestEngine();
  await engine.deploy(
    definitions(process('p', start(), task('t', options), end(), flows('start > t > end'))),
  );
  const key = engine.start('p', { ...given });
  const seen = engine.takeOne('t');
  expectOk(engine.core.completeJob({ jobKey: seen.key, variables: { ...result } }));
  return { seen: seen.variables, after: engine.view(key).variables };
}

describe('without mappings', () => {
  it('a job result goes to the nearest scope that has the variable, else to the process', async () => {
    const { after } = await runMapped({ inputs: [['=1', 'r']] }, { given: { r: 5 }, result: { r: 7, s: 8 } });
    expect(after).toEqual({ r: 5, s: 8 });
  });

  it('a value that the nearest scope has already goes on to the next', async () => {
    const inputs = [
      ['=1', 'same'],
      ['={k: 1}', 'context'],
      ['=1', 'other'],
    ] as const;
    const { after } = await runMapped(
      { inputs },
      { given: { same: 5, context: 5, other: 5 }, result: { same: 1, context: { k: 1 }, other: 2 } },
    );
    expect(after).toEqual({ same: 1, context: { k: 1 }, other: 5 });
  });

  it('a sub-process keeps what it has of its own', async () => {
    const engine = createTestEngine();
    const inner = [
      '<bpmn:extensionElements><zeebe:ioMapping><zeebe:input source="=outer" target="own"/></zeebe:ioMapping></bpmn:extensionElements>',
      start('inner'),
      task('t'),
      flows('inner > t'),
    ];
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('subProcess', 'sub', { body: inner.join('') }),
          task('after'),
          flows('start > sub > after'),
        ),
      ),
    );
    engine.start('p', { outer: 1 });
    engine.finish('t', { own: 2, fresh: 3, outer: 4 });
    expect(engine.takeOne('after').variables).toEqual({ outer: 4, fresh: 3 });
  });

  it('are handed out by scope, then by length of the name, then by name', async () => {
    const { seen } = await runMapped({ inputs: [['=0', 'zz']] }, { given: { bb: 1, a: 2, ccc: 3, ab: 4 } });
    expect(Object.keys(seen)).toEqual(['zz', 'a', 'ab', 'bb', 'ccc']);
  });

  it('keeps big integers and odd names', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', start(), task('t'), end(), flows('start > t > end'))));
    const given = parseJson('{"big": 9007199254740993, "__proto__": {"polluted": true}}');
    const key = engine.start('p', given as never);
    const job = engine.takeOne('t');
    expect(job.variables['big']).toBe(9007199254740993n);
    expect(Object.hasOwn(job.variables, '__proto__')).toBe(true);
    expectOk(engine.core.completeJob({ jobKey: job.key, variables: parseJson('{"__proto__": 1}') as never }));
    expect(Object.keys(engine.view(key).variables)).toEqual(['big', '__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('input mappings', () => {
  it('are seen by the job and later mappings, not by the process', async () => {
    const { seen, after } = await runMapped(
      {
        inputs: [
          ['=x + 1', 'a'],
          ['=a + 1', 'b'],
          ['text', 'c'],
        ],
      },
      { given: { x: 1 } },
    );
    expect(seen).toEqual({ a: 2, b: 3, c: 'text', x: 1 });
    expect(after).toEqual({ x: 1 });
  });

  it('build contexts of their own for paths', async () => {
    const { seen, after } = await runMapped(
      {
        inputs: [
          ['=1', 'a.b'],
          ['=a.b + x', 'c'],
          ['=2', 'a.d'],
        ],
      },
      { given: { x: 5, a: { z: 9 } } },
    );
    expect(seen).toEqual({ a: { b: 1, d: 2 }, c: 6, x: 5 });
    expect(after).toEqual({ x: 5, a: { z: 9 } });
  });

  it.each([
    [
      [
        ['={k: 1}', 'a'],
        ['=2', 'a.b'],
      ],
      { a: { b: 2 } },
    ],
    [
      [
        ['=2', 'a.b'],
        ['={k: 1}', 'a'],
      ],
      { a: { k: 1 } },
    ],
  ] as const)('%j: the later target replaces the earlier one', async (inputs, expected) => {
    const { seen } = await runMapped({ inputs });
    expect(seen).toEqual(expected);
  });

  it('have the entries of a context see each other, not the context', async () => {
    const { seen } = await runMapped(
      {
        inputs: [
          ['=o.k', 'o.m'],
          ['=m + 1', 'o.n'],
          ['=o.n', 'after'],
        ],
      },
      { given: { o: { k: 5, n: 0 } } },
    );
    expect(seen).toEqual({ o: { m: 5, n: 6 }, after: 6 });
  });

  it('without a source give null, also for what the process has', async () => {
    const { seen } = await runMapped({ inputs: [['', 'a']] }, { given: { a: 1 } });
    expect(seen).toEqual({ a: null });
  });

  it('give null for what is not there', async () => {
    const { seen } = await runMapped({ inputs: [['=nothing', 'a']] });
    expect(seen).toEqual({ a: null });
  });
});

describe('output mappings', () => {
  it('keep the job result in the task and let only their targets out', async () => {
    const { after } = await runMapped(
      { outputs: [['=r.value', 'value']] },
      { given: { r: 0 }, result: { r: { value: 1 }, s: 2 } },
    );
    expect(after).toEqual({ r: 0, value: 1 });
  });

  it('put paths into the context that is there', async () => {
    const { after } = await runMapped(
      {
        outputs: [
          ['=r', 'a.b'],
          ['=a.z', 'q'],
          ['=a.b', 'w'],
        ],
      },
      { given: { a: { z: 9 } }, result: { r: 3 } },
    );
    expect(after).toEqual({ a: { z: 9, b: 3 }, q: 9, w: 3 });
  });

  it('build a context where there is none, and give null where something else is', async () => {
    const fresh = await runMapped(
      {
        outputs: [
          ['=r', 'n.b'],
          ['=r + 1', 'n.c'],
        ],
      },
      { result: { r: 3 } },
    );
    expect(fresh.after).toEqual({ n: { b: 3, c: 4 } });
    const taken = await runMapped({ outputs: [['=r', 'a.b.c']] }, { given: { a: 1 }, result: { r: 3 } });
    expect(taken.after).toEqual({ a: null });
  });
});

describe('a mapping that fails', () => {
  const guarded = { inputs: [['=assert(x, x != null)', 'y']] } as const;

  it('stops the element with an incident; resolving maps again', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', start(), task('t', guarded), flows('start > t'))));
    const key = engine.start('p');
    expect(engine.take('t')).toEqual([]);
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ type: 'IO_MAPPING_ERROR', elementId: 't' });
    expectOk(engine.core.resolveIncident(incident!.key));
    const [again] = engine.view(key).incidents;
    expect(again?.key).not.toBe(incident!.key);
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { x: 1 }, local: false }));
    expectOk(engine.core.resolveIncident(again!.key));
    expect(engine.takeOne('t').variables).toEqual({ x: 1, y: 1 });
  });

  it('keeps the job result for when the outputs are mapped again', async () => {
    const engine = createTestEngine();
    const outputs = [
      ['=assert(flag, flag != null)', 'f'],
      ['=r', 'kept'],
    ] as const;
    await engine.deploy(definitions(process('p', start(), task('t', { outputs }), flows('start > t'))));
    const key = engine.start('p');
    engine.finish('t', { r: 42 });
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ type: 'IO_MAPPING_ERROR' });
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { flag: true }, local: false }));
    expectOk(engine.core.resolveIncident(incident!.key));
    expect(engine.view(key)).toMatchObject({
      state: 'COMPLETED',
      variables: { flag: true, f: true, kept: 42 },
    });
  });
});

describe('setting variables', () => {
  it('is local to the element, or goes to the nearest scope that has each', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', start(), task('t'), flows('start > t'))));
    const key = engine.start('p', { a: 1 });
    const { elementInstanceKey } = engine.takeOne('t');
    expectOk(engine.core.setVariables({ elementInstanceKey, variables: { loc: 1 }, local: true }));
    const variables = { a: 9, loc: 2, fresh: 3 };
    expectOk(engine.core.setVariables({ elementInstanceKey, variables, local: false }));
    expect(engine.view(key).variables).toEqual({ a: 9, fresh: 3 });
    engine.clock.advance(60_000);
    expect(engine.takeOne('t').variables).toEqual({ loc: 2, a: 9, fresh: 3 });
  });

  it('is rejected for an element that is gone', () => {
    const { core } = createTestEngine();
    const elementInstanceKey = '2251799813685999';
    expect(core.setVariables({ elementInstanceKey, variables: {}, local: true })).toEqual({
      ok: false,
      rejection: {
        code: 'NOT_FOUND',
        intent: 'UPDATE',
        reason: `Expected to update variables for element with key '${elementInstanceKey}', but no such element was found`,
      },
    });
  });
});
