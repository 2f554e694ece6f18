import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  eventSubProcess,
  extensions,
  flows,
  process,
  repeated,
  signal,
  signalDefinition,
  start,
  startOn,
  task,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

interface AdHocOptions {
  readonly attributes?: string;
  readonly adHoc?: string;
  readonly more?: string;
  readonly condition?: string;
  readonly content?: readonly string[];
}

const adHoc = (options: AdHocOptions = {}): string =>
  element('adHocSubProcess', 'ad', {
    attributes: options.attributes ?? '',
    body: [
      extensions(
        `<zeebe:adHoc ${options.adHoc ?? 'activeElementsCollection="=active"'} />${options.more ?? ''}`,
      ),
      ...(options.content ?? [task('a'), task('b'), task('c'), flows('b > c')]),
      options.condition === undefined
        ? ''
        : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${options.condition}</bpmn:completionCondition>`,
    ].join(''),
  });
const model = (options: AdHocOptions = {}, ...around: readonly string[]): string =>
  definitions(
    error('E', 'E1'),
    signal('S', 's'),
    process('p', start(), adHoc(options), task('after'), end(), flows('start > ad > after > end'), ...around),
  );

type Engine = ReturnType<typeof createTestEngine>;
const deployed = async (content: string): Promise<Engine> => {
  const engine = createTestEngine();
  await engine.deploy(content);
  return engine;
};
const activeOf = (engine: Engine, key: string): readonly string[] => engine.view(key).activeElements;
const INNER = 'ad#innerInstance';
const adHocKeyOf = (engine: Engine, key: string): string =>
  engine.core.history(key)?.elements.find(({ elementId }) => elementId === 'ad')?.elementInstanceKey ?? '';

describe('an ad-hoc sub-process', () => {
  it('activates the elements of its collection, and completes when they and what follows them have ended', async () => {
    const engine = await deployed(model());
    const key = engine.start('p', { active: ['a', 'b'] });
    expect(activeOf(engine, key)).toEqual(['ad', INNER, 'a', 'b']);
    engine.finish('a');
    engine.finish('b');
    expect(activeOf(engine, key)).toEqual(['ad', INNER, 'c']);
    engine.finish('c');
    expect(activeOf(engine, key)).toEqual(['after']);
    engine.finish('after');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.passed(key)).toEqual(['start', 'a', INNER, 'b', 'c', INNER, 'ad', 'after', 'end', 'p']);
    expect(engine.leftovers()).toBe(0);
  });

  it('activates an element as often as the collection names it, and with an empty one waits', async () => {
    const engine = await deployed(model());
    engine.start('p', { active: ['a', 'a'] });
    expect(engine.take('a', 5)).toHaveLength(2);
    const waiting = engine.start('p', { active: [] });
    expect(activeOf(engine, waiting)).toEqual(['ad']);
    const without = await deployed(model({ adHoc: '' }));
    expect(activeOf(without, without.start('p'))).toEqual(['ad']);
  });

  it.each([
    ['another type', 'x', "Expected result of the expression 'active' to be a list of strings"],
    ['something else in the list', ['a', 1], 'to be a list of strings'],
    ['an element that is not there', ['a', 'none'], 'the given elements [none] do not exist'],
    ['an element that a flow leads to', ['c'], 'the given elements [c] do not exist'],
  ])('stops with an incident: %s', async (_name, active, message) => {
    const engine = await deployed(model());
    const key = engine.start('p', { active });
    expect(engine.view(key).incidents).toMatchObject([{ type: 'EXTRACT_VALUE_ERROR', elementId: 'ad' }]);
    const [incident] = engine.view(key).incidents;
    expect(incident?.message).toContain(message);
    expectOk(
      engine.core.setVariables({ elementInstanceKey: key, variables: { active: ['a'] }, local: false }),
    );
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    expect(activeOf(engine, key)).toEqual(['ad', INNER, 'a']);
  });

  it('completes by its condition, and ends what still runs', async () => {
    const engine = await deployed(model({ condition: '=done' }));
    const key = engine.start('p', { active: ['a', 'b'], done: false });
    engine.finish('a', { done: true });
    expect(activeOf(engine, key)).toEqual(['after']);
    expect(engine.passed(key, 'TERMINATED')).toEqual(['b', INNER]);
    engine.finish('after');
    expect(engine.leftovers()).toBe(0);
  });

  it('stays active without anything in it while its condition does not hold', async () => {
    const engine = await deployed(model({ condition: '=done' }));
    const key = engine.start('p', { active: ['a'], done: false });
    engine.finish('a');
    expect(activeOf(engine, key)).toEqual(['ad']);
  });

  it('waits for what still runs when it does not cancel it, and asks its condition again', async () => {
    const engine = await deployed(
      model({ condition: '=done', attributes: 'cancelRemainingInstances="false"' }),
    );
    const key = engine.start('p', { active: ['a', 'b'], done: false });
    engine.finish('a', { done: true });
    expect(activeOf(engine, key)).toEqual(['ad', INNER, 'b']);
    engine.finish('b');
    engine.finish('c');
    expect(activeOf(engine, key)).toEqual(['after']);
  });

  it('stops with an incident when its condition is not a boolean, and collects no output twice', async () => {
    const engine = await deployed(
      model({
        adHoc: 'activeElementsCollection="=active" outputCollection="results" outputElement="=result"',
        condition: '=done',
      }),
    );
    const key = engine.start('p', { active: ['a'] });
    engine.finish('a', { result: 1 });
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ type: 'EXTRACT_VALUE_ERROR', elementId: INNER });
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { done: true }, local: false }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    expect(engine.view(key).variables['results']).toEqual([1]);
  });

  it('collects outputs in the order of completion, each element with variables of its own', async () => {
    const engine = await deployed(
      model({
        adHoc: 'activeElementsCollection="=active" outputCollection="results" outputElement="=result"',
      }),
    );
    const key = engine.start('p', { active: ['a', 'b'] });
    engine.finish('b', { result: 'from b' });
    engine.finish('a', { result: 'from a' });
    engine.finish('c');
    expect(engine.view(key).variables).toEqual({ active: ['a', 'b'], results: ['from a', 'from b'] });
  });

  it('collects outputs when a modification made it', async () => {
    const outputs = 'outputCollection="results" outputElement="=result"';
    const engine = await deployed(model({ adHoc: outputs }));
    const key = engine.start('p');
    const instructions = { activateInstructions: [{ elementId: 'a' }], terminateInstructions: [] };
    expectOk(engine.core.modifyInstance({ processInstanceKey: key, ...instructions }));
    engine.finish('a', { result: 1 });
    expect(engine.view(key).variables['results']).toEqual([1]);
  });

  it('shows its elements to expressions and workers', async () => {
    const content = [
      element('serviceTask', 'a', {
        attributes: 'name="Ask"',
        body: `<bpmn:documentation>Asks.</bpmn:documentation>${extensions('<zeebe:taskDefinition type="a" /><zeebe:properties><zeebe:property name="k" value="v" /></zeebe:properties>')}`,
      }),
      element('task', 'b'),
    ];
    const engine = await deployed(model({ content }));
    engine.start('p', { active: ['a'] });
    expect(engine.takeOne('a').variables['adHocSubProcessElements']).toEqual([
      { elementId: 'a', elementName: 'Ask', documentation: 'Asks.', properties: { k: 'v' } },
      { elementId: 'b' },
    ]);
  });

  it('has boundary events and event sub-processes, and joins in it', async () => {
    const content = [
      task('a'),
      element('parallelGateway', 'fork'),
      task('left'),
      task('right'),
      element('inclusiveGateway', 'join'),
      task('joined'),
      flows('fork > left > join', 'fork > right > join', 'join > joined'),
      eventSubProcess(
        'sub',
        startOn('on', signalDefinition('S'), false),
        task('handle'),
        flows('on > handle'),
      ),
    ];
    const engine = await deployed(
      model(
        { content },
        boundary('b', 'ad', { body: errorDefinition('E') }),
        task('late'),
        flows('b > late'),
      ),
    );
    const key = engine.start('p', { active: ['fork'] });
    engine.finish('left');
    expect(engine.take('joined')).toHaveLength(0);
    engine.finish('right');
    engine.signal('s');
    engine.finish('joined');
    expect(activeOf(engine, key)).toEqual(['ad', 'sub', 'handle']);
    engine.finish('handle');
    expect(activeOf(engine, key)).toEqual(['after']);
    const failing = engine.start('p', { active: ['a'] });
    engine.throwCode(engine.takeOne('a').key, 'E1');
    expect(activeOf(engine, failing)).toEqual(['late']);
  });

  it('is repeated like other activities, goes on from a snapshot and leaves nothing behind when cancelled', async () => {
    const content = definitions(
      process('p', start(), repeated(adHoc(), { items: '=[1, 2]', item: 'item' }), flows('start > ad')),
    );
    const engine = await deployed(content);
    const key = engine.start('p', { active: ['a'] });
    const again = createTestEngine({ snapshot: engine.core.snapshot() });
    again.finish('a');
    again.finish('a');
    expect(again.view(key).state).toBe('COMPLETED');
    expect(again.leftovers()).toBe(0);
    const cancelled = await deployed(model());
    expectOk(cancelled.core.cancelInstance(cancelled.start('p', { active: ['a', 'b'] })));
    expect(cancelled.leftovers()).toBe(0);
  });

  it('is refused when it cannot be executed', async () => {
    const engine = createTestEngine();
    const refusals: readonly (readonly [AdHocOptions, string])[] = [
      [{ content: [] }, 'Must have at least one activity.'],
      [{ content: [start('s'), task('a'), flows('s > a')] }, 'Must not contain a start event.'],
      [{ content: [task('a'), end('e'), flows('a > e')] }, 'Must not contain an end event.'],
      [{ attributes: 'ordering="Sequential"' }, "ordering 'Sequential' is not supported"],
      [{ adHoc: 'outputCollection="r"' }, "'outputCollection' and 'outputElement' must be given together"],
      [{ adHoc: 'activeElementsCollection="a"' }, 'Expected expression but found static value'],
      [
        { more: '<zeebe:taskDefinition type="t" />' },
        'Must not define activeElementsCollection in combination',
      ],
      [
        { adHoc: '', condition: '=x', more: '<zeebe:taskDefinition type="t" />' },
        'Must not define completionCondition in combination',
      ],
      [
        {
          adHoc: '',
          attributes: 'cancelRemainingInstances="false"',
          more: '<zeebe:taskDefinition type="t" />',
        },
        'Must not define cancelRemainingInstances in combination',
      ],
    ];
    for (const [options, message] of refusals)
      expect(await engine.refusal(model(options))).toContain(message);
  });
});

describe('the command that activates ad-hoc activities', () => {
  const activate = (engine: Engine, key: string, ids: readonly string[], cancelRemainingInstances = false) =>
    engine.core.activateAdHocActivities({
      adHocSubProcessInstanceKey: key,
      elements: ids.map((elementId) => ({ elementId, variables: { by: elementId } })),
      cancelRemainingInstances,
    });

  it('activates elements with variables of their own', async () => {
    const engine = await deployed(model({ condition: '=false' }));
    const key = engine.start('p', { active: ['a'] });
    expectOk(activate(engine, adHocKeyOf(engine, key), ['b']));
    expect(engine.takeOne('b').variables['by']).toBe('b');
    expect(activeOf(engine, key)).toEqual(['ad', INNER, 'a', 'b']);
    expect(engine.view(key).variables).toEqual({ active: ['a'] });
  });

  it('ends what runs first when asked to', async () => {
    const engine = await deployed(model());
    const key = engine.start('p', { active: ['a'] });
    expectOk(activate(engine, adHocKeyOf(engine, key), ['b'], true));
    expect(activeOf(engine, key)).toEqual(['ad', INNER, 'b']);
  });

  it.each([
    ['of an unknown key', () => '1', ['a'], 'NOT_FOUND', "no ad-hoc sub-process instance found with key '1'"],
    [
      'of another element',
      (_engine: Engine, key: string) => key,
      ['a'],
      'NOT_FOUND',
      'no ad-hoc sub-process',
    ],
    ['twice the same', adHocKeyOf, ['a', 'a'], 'INVALID_ARGUMENT', 'duplicate activities were given'],
    ['of unknown elements', adHocKeyOf, ['x'], 'NOT_FOUND', 'the given elements [x] do not exist'],
  ])('is rejected: %s', async (_name, keyOf, ids, code, reason) => {
    const engine = await deployed(model());
    const key = engine.start('p', { active: ['a'] });
    const result = activate(engine, keyOf(engine, key), ids);
    expect(result).toMatchObject({ ok: false, rejection: { code, intent: 'ACTIVATE' } });
    expect(JSON.stringify(result)).toContain(reason);
  });

  it('is rejected when an incident has stopped the sub-process', async () => {
    const engine = await deployed(model());
    const key = engine.start('p', { active: 1 });
    expect(activate(engine, adHocKeyOf(engine, key), ['a'])).toMatchObject({
      rejection: { code: 'INVALID_STATE' },
    });
  });
});

describe('an ad-hoc sub-process with a job worker', () => {
  const withWorker = (options: AdHocOptions = {}): string =>
    model({
      adHoc: options.adHoc ?? '',
      more: '<zeebe:taskDefinition type="decide" retries="2" /><zeebe:taskHeaders><zeebe:header key="h" value="1" /></zeebe:taskHeaders>',
      ...options,
    });
  const decide = (
    engine: Engine,
    decision: { activate?: readonly string[]; fulfilled?: boolean; cancel?: boolean; variables?: object },
  ) => {
    const job = engine.takeOne('decide');
    return engine.core.completeJob({
      jobKey: job.key,
      variables: { ...decision.variables },
      result: {
        type: 'adHocSubProcess',
        activateElements: (decision.activate ?? []).map((elementId) => ({
          elementId,
          variables: { by: 'worker' },
        })),
        isCompletionConditionFulfilled: decision.fulfilled ?? false,
        isCancelRemainingInstances: decision.cancel ?? false,
      },
    });
  };

  it('asks the worker what to activate, again after each flow, until it says that all is done', async () => {
    const engine = await deployed(withWorker());
    const key = engine.start('p');
    expect(engine.core.jobs()).toHaveLength(1);
    expectOk(decide(engine, { activate: ['a', 'b'], variables: { plan: 1 } }));
    expect(engine.view(key).variables).toEqual({ plan: 1 });
    expect(engine.core.jobs().map(({ type }) => type)).toEqual(['a', 'b']);
    const a = engine.takeOne('a');
    expect(a.variables['by']).toBe('worker');
    expectOk(engine.core.completeJob({ jobKey: a.key, variables: {} }));
    expect(engine.takeOne('decide')).toMatchObject({ kind: 'AD_HOC_SUB_PROCESS', customHeaders: { h: '1' } });
    engine.finish('b');
    engine.finish('c');
    expect(engine.core.jobs().filter(({ type }) => type === 'decide')).toHaveLength(1);
    expectOk(decide(engine, { fulfilled: true }));
    expect(activeOf(engine, key)).toEqual(['after']);
    engine.finish('after');
    expect(engine.leftovers()).toBe(0);
  });

  it('waits for what still runs, or ends it, as the worker says', async () => {
    const engine = await deployed(withWorker());
    const key = engine.start('p');
    expectOk(decide(engine, { activate: ['a', 'b'] }));
    engine.finish('a');
    expectOk(decide(engine, { fulfilled: true }));
    expect(activeOf(engine, key)).toEqual(['ad', INNER, 'b']);
    engine.finish('b');
    engine.finish('c');
    expect(activeOf(engine, key)).toEqual(['after']);
    const other = engine.start('p');
    expectOk(decide(engine, { activate: ['a', 'b'] }));
    engine.finish('a');
    expectOk(decide(engine, { fulfilled: true, cancel: true }));
    expect(activeOf(engine, other)).toEqual(['after']);
  });

  it('rejects results that cannot be applied, and keeps the job', async () => {
    const engine = await deployed(withWorker());
    engine.start('p');
    const job = engine.takeOne('decide');
    const result = {
      type: 'adHocSubProcess',
      activateElements: [{ elementId: 'c', variables: {} }],
      isCompletionConditionFulfilled: false,
      isCancelRemainingInstances: false,
    } as const;
    const complete = (more: object) =>
      engine.core.completeJob({ jobKey: job.key, variables: {}, result: { ...result, ...more } });
    expect(complete({})).toMatchObject({ rejection: { code: 'NOT_FOUND' } });
    const known = [{ elementId: 'a', variables: {} }];
    expect(complete({ activateElements: known, isCompletionConditionFulfilled: true })).toMatchObject({
      rejection: { code: 'INVALID_ARGUMENT' },
    });
    expectOk(complete({ activateElements: known }));
  });

  it('has incidents of its own job', async () => {
    const engine = await deployed(withWorker());
    const key = engine.start('p');
    engine.fail(engine.takeOne('decide').key);
    expect(engine.view(key).incidents).toMatchObject([
      { type: 'AD_HOC_SUB_PROCESS_NO_RETRIES', elementId: 'ad' },
    ]);
  });
});
