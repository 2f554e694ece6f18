import { describe, expect, it } from 'vitest';

import type { CreateInstanceCommand, Key } from './commands.ts';
import {
  boundary,
  definitions,
  element,
  end,
  eventSubProcess,
  flows,
  message,
  messageDefinition,
  process,
  repeated,
  start,
  startOn,
  subProcess,
  task,
  timerDefinition,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

const create = (
  engine: ReturnType<typeof createTestEngine>,
  elementIds: readonly string[],
  rest: Partial<CreateInstanceCommand> = {},
) =>
  engine.core.createInstance({
    bpmnProcessId: 'p',
    version: -1,
    variables: {},
    tenantId: TENANT,
    startInstructions: elementIds.map((elementId) => ({ elementId })),
    ...rest,
  });
const elementsOf = (engine: ReturnType<typeof createTestEngine>, key: Key): string[] =>
  (engine.core.history(key)?.elements ?? []).map(({ elementId }) => elementId);

const nested = definitions(
  message('M', 'm', '=key'),
  process(
    'p',
    start(),
    subProcess(
      'outer',
      start('outerStart'),
      task('first'),
      subProcess('inner', start('innerStart'), task('second'), flows('innerStart > second')),
      flows('outerStart > first > inner'),
    ),
    task('late'),
    boundary('b', 'outer', { interrupting: false, body: messageDefinition('M') }),
    task('onMessage'),
    eventSubProcess(
      'aside',
      startOn('asideStart', timerDefinition('timeCycle', 'R/PT1H'), false),
      task('onTimer'),
      flows('asideStart > onTimer'),
    ),
    flows('start > outer > late', 'b > onMessage'),
  ),
);

describe('an instance with start instructions', () => {
  it('starts at an element, past its start event', async () => {
    const engine = createTestEngine();
    await engine.deploy(nested);
    const { processInstanceKey } = expectOk(create(engine, ['late'], { variables: { key: 1 } }));
    expect(elementsOf(engine, processInstanceKey)).toEqual(['p', 'late']);
    expect(engine.takeOne('late').variables).toEqual({ key: 1 });
  });

  it('starts at several elements, in scopes that they share', async () => {
    const engine = createTestEngine();
    await engine.deploy(nested);
    const { processInstanceKey } = expectOk(
      create(engine, ['first', 'second', 'late', 'late'], { variables: { key: 'k' } }),
    );
    expect(elementsOf(engine, processInstanceKey).sort()).toEqual(
      ['p', 'outer', 'inner', 'first', 'second', 'late', 'late'].sort(),
    );
    engine.finish('second');
    engine.finish('first');
    engine.finish('second');
    engine.finish('late');
    engine.finish('late');
    engine.finish('late');
    expect(engine.view(processInstanceKey).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it('waits for the events of its scopes', async () => {
    const engine = createTestEngine();
    await engine.deploy(nested);
    expectOk(create(engine, ['second'], { variables: { key: 'k' } }));
    expectOk(engine.publish('m', 'k'));
    expect(engine.take('onMessage')).toHaveLength(1);
    engine.clock.advance(3_600_000);
    expect(engine.take('onTimer')).toHaveLength(1);
  });

  it('watches the conditions of its process', async () => {
    const engine = createTestEngine();
    const condition =
      '<bpmn:conditionalEventDefinition id="d"><bpmn:condition xsi:type="bpmn:tFormalExpression">=x &gt; 1</bpmn:condition></bpmn:conditionalEventDefinition>';
    const aside = eventSubProcess(
      'aside',
      startOn('asideStart', condition, false),
      task('onCondition'),
      flows('asideStart > onCondition'),
    );
    await engine.deploy(definitions(process('p', start(), task('work'), aside, flows('start > work'))));
    expectOk(create(engine, ['work'], { variables: { x: 2 } }));
    expect(engine.take('onCondition')).toHaveLength(1);
    const { processInstanceKey } = expectOk(create(engine, ['work'], { variables: { x: 0 } }));
    expect(engine.take('onCondition')).toEqual([]);
    const update = { elementInstanceKey: processInstanceKey, variables: { x: 3 }, local: false };
    expectOk(engine.core.setVariables(update));
    expect(engine.take('onCondition')).toHaveLength(1);
  });

  it('needs no none start event', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        message('M', 'm', '=key'),
        process('p', startOn('start', messageDefinition('M')), task('work'), flows('start > work')),
      ),
    );
    expect(create(engine, [])).toMatchObject({ rejection: { code: 'INVALID_STATE' } });
    const { processInstanceKey } = expectOk(create(engine, ['work']));
    engine.finish('work');
    expect(engine.view(processInstanceKey).state).toBe('COMPLETED');
  });

  it('may start at gateways, multi-instance activities, event sub-processes and end events', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('parallelGateway', 'fork'),
          task('a'),
          task('b'),
          repeated(task('each'), { items: '=[1,2]', item: 'item' }),
          end(),
          flows('start > fork > a', 'fork > b', 'each > end'),
        ),
      ),
    );
    expectOk(create(engine, ['fork', 'each', 'end']));
    expect(engine.take('a')).toHaveLength(1);
    expect(engine.take('b')).toHaveLength(1);
    expect(engine.take('each', 10)).toHaveLength(2);
  });

  it.each([
    ['none', "but no element found with id 'none'."],
    [
      'within',
      "but the element with id 'within' is inside a multi-instance subprocess. The creation of elements inside a multi-instance subprocess is not supported.",
    ],
    [
      'start',
      "but the element with id 'start' targets unsupported element type 'START_EVENT'. Supported element types are: [SUB_PROCESS, ",
    ],
    [
      'flow_start_gate',
      "but the element with id 'flow_start_gate' targets unsupported element type 'SEQUENCE_FLOW'.",
    ],
    ['b', "but the element with id 'b' targets unsupported element type 'BOUNDARY_EVENT'."],
    ['p', "but the element with id 'p' targets unsupported element type 'PROCESS'."],
    [
      'awaited',
      "but the element with id 'awaited' belongs to an event-based gateway. The creation of elements belonging to an event-based gateway is not supported.",
    ],
  ])('cannot start at %s', async (elementId, reason) => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          element('eventBasedGateway', 'gate'),
          element('intermediateCatchEvent', 'awaited', { body: timerDefinition('timeDuration', 'PT1H') }),
          element('intermediateCatchEvent', 'other', { body: timerDefinition('timeDuration', 'PT2H') }),
          repeated(subProcess('each', start('eachStart'), task('within'), flows('eachStart > within')), {
            items: '=[1]',
          }),
          boundary('b', 'each', { body: timerDefinition('timeDuration', 'PT1H') }),
          end(),
          flows('start > gate > awaited > each > end', 'gate > other', 'b > end'),
        ),
      ),
    );
    const before = engine.core.snapshot().lastKey;
    expect(create(engine, [elementId])).toMatchObject({
      rejection: {
        code: 'INVALID_ARGUMENT',
        intent: 'CREATE',
        reason: expect.stringContaining(
          `Expected to create instance of process with start instructions ${reason}`,
        ) as string,
      },
    });
    expect(engine.leftovers()).toBe(0);
    expect(engine.core.snapshot().lastKey).toBe(before);
  });

  it('is not created when the events of its scopes cannot be evaluated', async () => {
    const engine = createTestEngine();
    await engine.deploy(nested);
    const before = engine.core.snapshot();
    expect(create(engine, ['second'], { variables: { key: [] } })).toMatchObject({
      rejection: {
        code: 'INVALID_ARGUMENT',
        intent: 'CREATE',
        reason:
          "Expected to subscribe to catch event(s) of 'outer' but Failed to extract the correlation key for 'key': The value must be either a string or a number, but was 'ARRAY'.",
      },
    });
    expect(engine.core.snapshot()).toEqual(before);
  });
});

describe('an instance that is to be terminated after an element', () => {
  const chain = definitions(
    message('M', 'm', '=key'),
    process(
      'p',
      start(),
      task('first'),
      task('second'),
      end(),
      boundary('b', 'second', { body: messageDefinition('M') }),
      task('onMessage'),
      flows('start > first > second > end', 'b > onMessage'),
    ),
  );
  const after = (afterElementId: string): Partial<CreateInstanceCommand> => ({
    variables: { key: 'k' },
    runtimeInstructions: [{ kind: 'terminateProcessInstance', afterElementId }],
  });

  it('is when the element has completed', async () => {
    const engine = createTestEngine();
    await engine.deploy(chain);
    const { processInstanceKey } = expectOk(create(engine, [], after('first')));
    engine.finish('first', { done: true });
    expect(engine.view(processInstanceKey).state).toBe('TERMINATED');
    expect(engine.passed(processInstanceKey)).toEqual(['start', 'first']);
    expect(engine.core.history(processInstanceKey)?.elements).not.toContainEqual(
      expect.objectContaining({ elementId: 'second' }),
    );
    expect(engine.leftovers()).toBe(0);
    expect(engine.core.snapshot().terminateAfter).toEqual([]);
  });

  it('is when the element was terminated, also after a restart of the engine', async () => {
    const engine = createTestEngine();
    await engine.deploy(chain);
    const { processInstanceKey } = expectOk(create(engine, ['second'], after('second')));
    const restored = createTestEngine({ clock: engine.clock, snapshot: engine.core.snapshot() });
    expectOk(restored.publish('m', 'k'));
    expect(restored.view(processInstanceKey).state).toBe('TERMINATED');
    expect(restored.take('onMessage')).toEqual([]);
    expect(restored.leftovers()).toBe(0);
  });

  it('is when its last element has completed', async () => {
    const engine = createTestEngine();
    await engine.deploy(chain);
    const { processInstanceKey } = expectOk(create(engine, ['end'], after('end')));
    expect(engine.view(processInstanceKey).state).toBe('TERMINATED');
  });

  it('completes when it never comes there', async () => {
    const engine = createTestEngine();
    await engine.deploy(chain);
    const { processInstanceKey } = expectOk(create(engine, [], after('none')));
    engine.finish('first');
    engine.finish('second');
    expect(engine.view(processInstanceKey).state).toBe('COMPLETED');
    expect(engine.core.snapshot().terminateAfter).toEqual([]);
  });

  it('leaves other instances alone', async () => {
    const engine = createTestEngine();
    await engine.deploy(chain);
    expectOk(create(engine, [], after('first')));
    const other = engine.start('p', { key: 'o' });
    engine.finish('first');
    engine.finish('first');
    expect(engine.view(other).activeElements).toEqual(['second']);
  });
});
