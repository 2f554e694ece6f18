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
  ioMapping,
  process,
  start,
  task,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

type Pairs = Parameters<typeof ioMapping>[0];
function call(attributes: string, options: { inputs?: Pairs; outputs?: Pairs } = {}): string {
  const called = `<zeebe:calledElement ${attributes} />`;
  return element('callActivity', 'call', {
    body: extensions(called, ioMapping(options.inputs, options.outputs)),
  });
}
const parent = (activity: string, ...more: readonly string[]): string =>
  definitions(
    error('E', 'E1'),
    process('parent', start(), activity, task('after'), end(), flows('start > call > after > end'), ...more),
  );
const child = definitions(
  error('E', 'E1'),
  process('child', start(), task('work'), end(), flows('start > work > end')),
);

async function setUp(activity: string, ...more: readonly string[]) {
  const engine = createTestEngine();
  expectOk(await engine.deployNamed('child.bpmn', child));
  expectOk(await engine.deployNamed('parent.bpmn', parent(activity, ...more)));
  return engine;
}

describe('a call activity', () => {
  it('starts another process with all variables, and takes all of its variables back', async () => {
    const engine = await setUp(call('processId="child"'));
    const key = engine.start('parent', { a: 1 });
    const job = engine.takeOne('work');
    expect(job).toMatchObject({ bpmnProcessId: 'child', variables: { a: 1 } });
    expect(engine.view(job.processInstanceKey)).toMatchObject({ parentProcessInstanceKey: key });
    expect(engine.view(key).activeElements).toEqual(['call']);
    expectOk(engine.core.completeJob({ jobKey: job.key, variables: { b: 2 } }));
    expect(engine.view(key)).toMatchObject({ activeElements: ['after'], variables: { a: 1, b: 2 } });
    engine.finish('after');
    expect(engine.leftovers()).toBe(0);
  });

  it('passes on only its own variables where that is said', async () => {
    const engine = await setUp(
      call('processId="child" propagateAllParentVariables="false" propagateAllChildVariables="false"', {
        inputs: [['=a + 1', 'given']],
      }),
    );
    const key = engine.start('parent', { a: 1 });
    expect(engine.takeOne('work').variables).toEqual({ given: 2 });
    engine.clock.advance(60_000);
    engine.finish('work', { b: 2 });
    expect(engine.view(key).variables).toEqual({ a: 1 });
  });

  it('maps what comes back', async () => {
    const engine = await setUp(call('processId="child"', { outputs: [['=b', 'c']] }));
    const key = engine.start('parent');
    engine.finish('work', { b: 2, other: 3 });
    expect(engine.view(key).variables).toEqual({ c: 2 });
  });

  it('finds the process by an expression, and stops with an incident when there is none', async () => {
    const engine = await setUp(call('processId="=which"'));
    engine.start('parent', { which: 'child' });
    expect(engine.take('work', 10)).toHaveLength(1);
    const key = engine.start('parent', { which: 'missing' });
    expect(engine.view(key).incidents).toMatchObject([
      {
        type: 'CALLED_ELEMENT_ERROR',
        message: "Expected process with BPMN process id 'missing' to be deployed, but not found.",
      },
    ]);
  });

  it.each([
    ['processId="child"', 'second'],
    ['processId="child" bindingType="latest"', 'second'],
    ['processId="child" bindingType="versionTag" versionTag="v1"', 'first'],
  ])('is bound by %s', async (attributes, expected) => {
    const engine = createTestEngine();
    const version = (type: string, tag: string): string =>
      definitions(
        process(
          'child',
          extensions(`<zeebe:versionTag value="${tag}" />`),
          start(),
          task('work', { type }),
          flows('start > work'),
        ),
      );
    expectOk(await engine.deployNamed('child.bpmn', version('first', 'v1')));
    expectOk(await engine.deployNamed('parent.bpmn', parent(call(attributes))));
    expectOk(await engine.deployNamed('child.bpmn', version('second', 'v2')));
    engine.start('parent');
    expect(engine.take(expected, 10)).toHaveLength(1);
  });

  it('is bound to its own deployment', async () => {
    const engine = createTestEngine();
    const both = definitions(
      error('E', 'E1'),
      process('child', start('inner'), task('first'), flows('inner > first')),
      process('parent', start(), call('processId="child" bindingType="deployment"'), flows('start > call')),
    );
    expectOk(await engine.deployNamed('both.bpmn', both));
    expectOk(await engine.deployNamed('child.bpmn', child));
    engine.start('parent');
    expect(engine.take('first', 10)).toHaveLength(1);
  });

  it('catches the errors of the called process, which ends', async () => {
    const engine = await setUp(
      call('processId="child"'),
      boundary('b', 'call', { body: errorDefinition('E') }),
      task('late'),
      flows('b > late'),
    );
    const key = engine.start('parent');
    const job = engine.takeOne('work');
    engine.throwCode(job.key, 'E1');
    expect(engine.view(key).activeElements).toEqual(['late']);
    expect(engine.view(job.processInstanceKey).state).toBe('TERMINATED');
  });

  it('ends the called process with its own, which cannot be cancelled alone', async () => {
    const engine = await setUp(call('processId="child"'));
    const key = engine.start('parent');
    const { processInstanceKey } = engine.takeOne('work');
    expect(engine.core.cancelInstance(processInstanceKey)).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        reason: `Expected to cancel a process instance with key '${processInstanceKey}', but it is created by a parent process instance. Cancel the root process instance '${key}' instead.`,
      },
    });
    expectOk(engine.core.cancelInstance(key));
    expect(engine.view(processInstanceKey).state).toBe('TERMINATED');
    expect(engine.leftovers()).toBe(0);
  });

  it('stops a recursion without end', async () => {
    const engine = createTestEngine();
    const recursive = definitions(
      process('parent', start(), call('processId="parent"'), flows('start > call')),
    );
    await engine.deploy(recursive);
    engine.start('parent');
    expect(engine.core.incidents()).toMatchObject([{ type: 'CALLED_ELEMENT_ERROR' }]);
  });
});
