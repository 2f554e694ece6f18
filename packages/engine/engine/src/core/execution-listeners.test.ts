import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  extensions,
  flows,
  process,
  repeated,
  signal,
  signalDefinition,
  start,
  subProcess,
  task,
} from './testing/bpmn.ts';
import { executionListeners as listeners, withExtension } from './testing/listeners.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const withListeners = (part: string, ...texts: readonly string[]): string =>
  withExtension(part, listeners(...texts));

type Engine = ReturnType<typeof createTestEngine>;
const deployed = async (...parts: readonly string[]): Promise<Engine> => {
  const engine = createTestEngine();
  await engine.deploy(definitions(error('E', 'E1'), signal('S', 's'), process('p', ...parts)));
  return engine;
};
const jobTypes = (engine: Engine): readonly string[] => engine.core.jobs().map(({ type }) => type);
/** Completes the only job. */
const finishIt = (engine: Engine, variables: Record<string, number | string | number[]> = {}): void =>
  expectOk(engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables }));

describe('execution listeners', () => {
  it('run in their order before and after a task, each a job of its own', async () => {
    const t = withListeners(task('t'), 'start:s1', 'end:e1', 'start:s2', 'end:e2');
    const engine = await deployed(start(), t, end(), flows('start > t > end'));
    const key = engine.start('p');
    for (const type of ['s1', 's2', 't', 'e1', 'e2']) {
      expect(jobTypes(engine)).toEqual([type]);
      engine.finish(type);
    }
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
    expect(engine.core.history(key)?.jobs).toMatchObject([
      { type: 's1', kind: 'EXECUTION_LISTENER', listenerEventType: 'START' },
      { type: 's2' },
      { type: 't' },
      { type: 'e1', listenerEventType: 'END', state: 'COMPLETED' },
      { type: 'e2' },
    ]);
    expect(engine.core.history(key)?.jobs[2]).not.toHaveProperty('kind');
  });

  it('of a start set local variables, after the input mappings and before the element is evaluated', async () => {
    const options = { type: '=type', inputs: [['=1', 'given']], outputs: [['=type', 'result']] } as const;
    const t = withListeners(task('t', options), 'start:s');
    const engine = await deployed(start(), t, task('after'), flows('start > t > after'));
    const key = engine.start('p');
    expect(engine.takeOne('s').variables).toEqual({ given: 1 });
    finishIt(engine, { type: 'x' });
    expect(engine.takeOne('x').variables).toEqual({ given: 1, type: 'x' });
    finishIt(engine);
    expect(engine.view(key).variables).toEqual({ result: 'x' });
  });

  it('of an end see the results of the outputs, and give their variables to the scope around', async () => {
    const t = withListeners(task('t', { outputs: [['=x', 'y']] }), 'end:e');
    const engine = await deployed(start(), t, task('after'), flows('start > t > after'));
    const key = engine.start('p');
    engine.finish('t', { x: 1 });
    expect(engine.takeOne('e').variables).toEqual({ x: 1, y: 1 });
    finishIt(engine, { z: 2 });
    expect(engine.view(key).variables).toEqual({ y: 1, z: 2 });
    expect(jobTypes(engine)).toEqual(['after']);
  });

  it('close the boundary events before an end, and open none before the start is over', async () => {
    const t = withListeners(task('t'), 'start:s', 'end:e');
    const b = boundary('b', 't', { body: signalDefinition('S') });
    const engine = await deployed(start(), t, b, task('late'), flows('start > t', 'b > late'));
    engine.start('p');
    engine.signal('s');
    engine.finish('s');
    engine.finish('t');
    engine.signal('s');
    expect(jobTypes(engine)).toEqual(['e']);
  });

  it('belong to processes, sub-processes, events and gateways too', async () => {
    const engine = await deployed(
      extensions(listeners('start:processStart', 'end:processEnd')),
      withListeners(start(), 'end:startEnd'),
      withListeners(element('exclusiveGateway', 'g'), 'start:choose'),
      withListeners(
        subProcess('sub', start('in'), end('out'), flows('in > out')),
        'start:subStart',
        'end:subEnd',
      ),
      task('other'),
      withListeners(end(), 'start:endStart', 'end:endEnd'),
      flows('start > g', 'g > sub : =way = 1', 'g > other : =way = 2', 'sub > end', 'other > end'),
    );
    const key = engine.start('p');
    engine.finish('processStart', { v: 1 });
    engine.finish('startEnd');
    engine.finish('choose', { way: 1 });
    for (const type of ['subStart', 'subEnd', 'endStart', 'endEnd', 'processEnd']) engine.finish(type);
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { v: 1 } });
    expect(engine.leftovers()).toBe(0);
  });

  it('of a throwing link are followed by the catching one', async () => {
    const link = (tag: string, id: string): string =>
      element(tag, id, { body: '<bpmn:linkEventDefinition name="l" />' });
    const engine = await deployed(
      start(),
      withListeners(link('intermediateThrowEvent', 'throw'), 'end:e'),
      link('intermediateCatchEvent', 'catch'),
      task('after'),
      flows('start > throw', 'catch > after'),
    );
    engine.start('p');
    engine.finish('e');
    expect(jobTypes(engine)).toEqual(['after']);
  });

  it('fail like other jobs; without retries an incident of their own stops the element', async () => {
    const engine = await deployed(
      start(),
      withListeners(task('t'), 'start:s retries="2"'),
      flows('start > t'),
    );
    const key = engine.start('p');
    const job = engine.takeOne('s');
    expect(job).toMatchObject({ retries: 2, kind: 'EXECUTION_LISTENER', listenerEventType: 'START' });
    engine.fail(job.key, { retries: 1 });
    expect(engine.takeOne('s').key).toBe(job.key);
    engine.fail(job.key);
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ type: 'EXECUTION_LISTENER_NO_RETRIES', elementId: 't' });
    expectOk(engine.core.updateJobRetries({ jobKey: job.key, retries: 1 }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    engine.finish('s');
    expect(jobTypes(engine)).toEqual(['t']);
  });

  it('run all again when one of them could not be evaluated', async () => {
    const t = withListeners(task('t'), 'start:s1', 'start:=second');
    const engine = await deployed(start(), t, flows('start > t'));
    const key = engine.start('p');
    engine.finish('s1');
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ type: 'EXTRACT_VALUE_ERROR', elementId: 't' });
    const variables = { second: 's2' };
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables, local: false }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    engine.finish('s1');
    engine.finish('s2');
    expect(jobTypes(engine)).toEqual(['t']);
  });

  it('cannot throw BPMN errors', async () => {
    const engine = await deployed(start(), withListeners(task('t'), 'start:s'), flows('start > t'));
    engine.start('p');
    const command = { jobKey: engine.takeOne('s').key, errorCode: 'E1', errorMessage: '', variables: {} };
    expect(engine.core.throwError(command)).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
  });

  it('get the headers of their element and their own', async () => {
    const own =
      '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="s"><zeebe:taskHeaders><zeebe:header key="b" value="own" /></zeebe:taskHeaders></zeebe:executionListener></zeebe:executionListeners>';
    const t = withExtension(task('t', { headers: { a: '1', b: '2' } }), own);
    const engine = await deployed(start(), t, flows('start > t'));
    engine.start('p');
    expect(engine.takeOne('s').customHeaders).toEqual({ a: '1', b: 'own' });
  });

  it('go with their element, and go on from a snapshot', async () => {
    const t = withListeners(task('t', { inputs: [['=1', 'x']] }), 'start:s1', 'start:s2');
    const engine = await deployed(start(), t, flows('start > t'));
    const key = engine.start('p');
    engine.finish('s1', { x: 2 });
    const again = createTestEngine({ snapshot: engine.core.snapshot() });
    expect(again.takeOne('s2').variables).toEqual({ x: 2 });
    expectOk(again.core.cancelInstance(key));
    expect(again.leftovers()).toBe(0);
  });
});

describe('execution listeners of multi-instance activities', () => {
  it('run for each repetition, and those before all once, before the items are read', async () => {
    const t = repeated(withListeners(task('t'), 'beforeAll:b', 'start:s', 'end:e'), {
      items: '=items',
      item: 'item',
      sequential: true,
    });
    const engine = await deployed(start(), t, flows('start > t'));
    const key = engine.start('p');
    expect(engine.takeOne('b')).toMatchObject({ listenerEventType: 'BEFORE_ALL' });
    finishIt(engine, { items: [1, 2], more: 'm' });
    for (const item of [1, 2]) {
      engine.finish('s');
      expect(engine.takeOne('t').variables).toMatchObject({ item, more: 'm' });
      finishIt(engine);
      engine.finish('e');
    }
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: {} });
  });
});

describe('cancel listeners of a process', () => {
  const cancelled = async (): Promise<{ engine: Engine; key: string }> => {
    const engine = await deployed(
      extensions(listeners('cancel:c1', 'cancel:c2', 'end:e')),
      start(),
      task('t'),
      flows('start > t'),
    );
    const key = engine.start('p', { v: 1 });
    expectOk(engine.core.cancelInstance(key));
    return { engine, key };
  };

  it('run after everything in it has ended, and the instance ends after them', async () => {
    const { engine, key } = await cancelled();
    expect(engine.view(key)).toMatchObject({ state: 'ACTIVE', activeElements: [] });
    expect(engine.passed(key, 'TERMINATED')).toEqual(['t']);
    engine.finish('c1', { w: 2 });
    const last = engine.takeOne('c2');
    expect(last).toMatchObject({ listenerEventType: 'CANCEL', variables: { v: 1, w: 2 } });
    finishIt(engine);
    expect(engine.view(key).state).toBe('TERMINATED');
    expect(engine.leftovers()).toBe(0);
  });

  it('are passed over when the instance is cancelled again', async () => {
    const { engine, key } = await cancelled();
    expectOk(engine.core.cancelInstance(key));
    expect(engine.view(key).state).toBe('TERMINATED');
    expect(engine.leftovers()).toBe(0);
  });

  it('have incidents like others', async () => {
    const { engine, key } = await cancelled();
    const job = engine.takeOne('c1');
    engine.fail(job.key);
    const [incident] = engine.view(key).incidents;
    expect(incident?.type).toBe('EXECUTION_LISTENER_NO_RETRIES');
    expectOk(engine.core.updateJobRetries({ jobKey: job.key, retries: 1 }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    engine.finish('c1');
    engine.finish('c2');
    expect(engine.view(key).state).toBe('TERMINATED');
  });
});

describe('execution listeners are refused', () => {
  it.each([
    ['on starts', withListeners(start('x'), 'start:l'), "'start' are not supported by start events"],
    [
      'on boundary events',
      task('t') + withListeners(boundary('x', 't', { body: errorDefinition('E') }), 'start:l'),
      "'start' are not supported by boundary events",
    ],
    ['on gateways', withListeners(element('parallelGateway', 'x'), 'end:l'), 'not supported by gateways'],
    [
      'on error ends',
      withListeners(end('x', errorDefinition('E')), 'end:l'),
      'not supported by [error] end events',
    ],
    [
      'before all without repetitions',
      withListeners(task('x'), 'beforeAll:l'),
      'not supported by activities without multi-instance',
    ],
    ['of a cancel', withListeners(task('x'), 'cancel:l'), 'not supported by elements other than processes'],
    ['twice the same', withListeners(task('x'), 'end:l', 'end:l'), 'these combinations should be unique'],
    ['of unknown events', withListeners(task('x'), 'take:l'), "event type 'take' of a listener is not known"],
    [
      'of an event with the name of a method',
      withListeners(task('x'), 'toString:l'),
      "event type 'toString'",
    ],
    ['without a type', withListeners(task('x'), 'end:'), 'Expected expression but not found.'],
    ['with broken FEEL', withListeners(task('x'), 'end:=('), 'failed to parse expression'],
  ])('%s', async (_name, part, message) => {
    const engine = createTestEngine();
    const model = definitions(error('E', 'E1'), process('p', start('begin'), part));
    expect(await engine.refusal(model)).toContain(message);
  });
});
