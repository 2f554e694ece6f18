import { describe, expect, test } from 'vitest';
import {
  definitions,
  element,
  end,
  eventSubProcess,
  extensions,
  flows,
  message,
  messageDefinition,
  process,
  start,
  startOn,
  task,
} from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

const create = (
  engine: ReturnType<typeof createTestEngine>,
  labels: { businessId?: string; tags?: readonly string[] },
  bpmnProcessId = 'p',
) => engine.core.createInstance({ bpmnProcessId, version: -1, variables: {}, tenantId: TENANT, ...labels });

const oneTask = (id: string, inputs: readonly (readonly [string, string])[] = []) =>
  process(id, start(), task(`${id}_t`, { inputs }), end(), flows(`start > ${id}_t > end`));

const calling = (businessId?: string) =>
  process(
    'p',
    start(),
    element('callActivity', 'call', {
      body: extensions(
        `<zeebe:calledElement processId="child" ${businessId === undefined ? '' : `businessId="${businessId}"`} />`,
      ),
    }),
    end(),
    flows('start > call > end'),
  );

async function deployBoth(engine: ReturnType<typeof createTestEngine>, businessId?: string): Promise<void> {
  await engine.deploy(definitions(calling(businessId)));
  await engine.deploy(definitions(oneTask('child')));
}

test('tags and the business id are on the answer, the instance and its jobs', async () => {
  const engine = createTestEngine();
  await engine.deploy(definitions(oneTask('p')));
  const labels = { businessId: 'order-1', tags: ['a', 'b:c-1.2', 'a'] };
  const { processInstanceKey, ...answer } = expectOk(create(engine, labels));
  const expected = { businessId: 'order-1', tags: ['a', 'b:c-1.2'] };
  expect(answer).toMatchObject(expected);
  expect(engine.view(processInstanceKey)).toMatchObject(expected);
  const restored = createTestEngine({ clock: engine.clock, snapshot: engine.core.snapshot() });
  expect(restored.takeOne('p_t')).toMatchObject(expected);
  engine.finish('p_t');
  expect(engine.view(processInstanceKey)).toMatchObject({ state: 'COMPLETED', ...expected });
});

test.each([
  [{ tags: ['1a'] }, "tags, but the tags '1a' are invalid"],
  [{ tags: ['a b', 'ok', ''] }, "the tags 'a b', '' are invalid"],
  [{ tags: [`a${'x'.repeat(100)}`] }, 'are invalid'],
  [{ tags: Array.from({ length: 11 }, (_, index) => `t${index}`) }, 'exceeds the limit of 10'],
  [{ businessId: 'x'.repeat(257) }, 'the business id exceeds the max length of 256.'],
])('%j is rejected', async (labels, reason) => {
  const engine = createTestEngine();
  await engine.deploy(definitions(oneTask('p')));
  expect(create(engine, labels)).toMatchObject({
    rejection: { code: 'INVALID_ARGUMENT', intent: 'CREATE', reason: expect.stringContaining(reason) },
  });
  expect(engine.leftovers()).toBe(0);
});

describe('expressions', () => {
  test('read the key and the business id of their process instance, anywhere', async () => {
    const engine = createTestEngine();
    const inputs = [
      ['=camunda.processInstance.key', 'key'],
      ['=camunda.processInstance.businessId', 'id'],
      ['=camunda.processInstance.businessId + "-x"', 'text'],
    ] as const;
    const sub = element('subProcess', 'sub', {
      body: start('s') + task('t', { inputs, type: '=camunda.processInstance.businessId' }) + flows('s > t'),
    });
    await engine.deploy(definitions(process('p', start(), sub, end(), flows('start > sub > end'))));
    const { processInstanceKey } = expectOk(create(engine, { businessId: 'order-1' }));
    expect(engine.takeOne('order-1').variables).toEqual({
      key: Number(processInstanceKey),
      id: 'order-1',
      text: 'order-1-x',
    });
  });

  test('see no business id where there is none, and a variable of the name instead', async () => {
    const engine = createTestEngine();
    const inputs = [['=camunda.processInstance.businessId', 'id']] as const;
    await engine.deploy(definitions(oneTask('p', inputs)));
    engine.start('p');
    engine.start('p', { camunda: { processInstance: { businessId: 'mine' } } });
    const [first, second] = engine.take('p_t', 2);
    expect(first?.variables).toEqual({ id: null });
    expect(second?.variables).toMatchObject({ id: 'mine' });
  });
});

describe('a called process', () => {
  test.each([
    [undefined, 'order-1'],
    ['child-1', 'child-1'],
    ['=camunda.processInstance.businessId + &quot;-x&quot;', 'order-1-x'],
    ['', undefined],
    ['=null', undefined],
  ])('with %j has the business id %j', async (businessId, expected) => {
    const engine = createTestEngine();
    await deployBoth(engine, businessId);
    expectOk(create(engine, { businessId: 'order-1', tags: ['a'] }));
    const job = engine.takeOne('child_t');
    expect(job.businessId).toBe(expected);
    expect(job.tags).toBeUndefined();
  });

  test.each([
    ['=missing', /null: \[NO_VARIABLE_FOUND\]/],
    ['=1', /but was 'NUMBER'/],
    ['=string join(for i in 1..257 return &quot;x&quot;)', /exceeds the max length of 256/],
  ])('with %s is an incident', async (businessId, message) => {
    const engine = createTestEngine();
    await deployBoth(engine, businessId);
    expectOk(create(engine, {}));
    expect(engine.core.incidents()).toMatchObject([
      { type: 'EXTRACT_VALUE_ERROR', elementId: 'call', message: expect.stringMatching(message) },
    ]);
  });

  test('is refused at deployment with a business id that is too long or no FEEL', async () => {
    const { refusal } = createTestEngine();
    expect(await refusal(definitions(calling('x'.repeat(257))))).toContain(
      "'businessId' must be no longer than 256 characters",
    );
    expect(await refusal(definitions(calling('=1 +')))).toContain('failed to parse');
  });
});

describe('a late business id', () => {
  test('is assigned once; only later jobs and expressions have it', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          task('a'),
          task('b'),
          element('userTask', 'u', { body: extensions('<zeebe:userTask />') }),
          flows('start > a > b', 'a > u'),
        ),
      ),
    );
    const processInstanceKey = engine.start('p');
    expectOk(engine.core.assignBusinessId({ processInstanceKey, businessId: 'late' }));
    expect(engine.view(processInstanceKey).businessId).toBe('late');
    const old = engine.takeOne('a');
    expect(old.businessId).toBeUndefined();
    expectOk(engine.core.completeJob({ jobKey: old.key, variables: {} }));
    expect(engine.takeOne('b').businessId).toBe('late');
    expect(engine.core.userTasks()).toMatchObject([{ elementId: 'u', businessId: 'late' }]);
    expect(engine.core.assignBusinessId({ processInstanceKey, businessId: 'late' })).toMatchObject({
      rejection: { code: 'INVALID_STATE', reason: expect.stringContaining('it already has a business id') },
    });
  });

  test('is refused for what is not a root process instance, and for ids that are not valid', async () => {
    const engine = createTestEngine();
    await deployBoth(engine);
    const processInstanceKey = engine.start('p');
    const job = engine.takeOne('child_t');
    const assign = (key: string, businessId = 'x') =>
      engine.core.assignBusinessId({ processInstanceKey: key, businessId });
    expect([
      assign('2251799899999999'),
      assign(job.elementInstanceKey),
      assign(job.processInstanceKey),
      assign(processInstanceKey, ''),
      assign(processInstanceKey, 'x'.repeat(257)),
    ]).toMatchObject([
      {
        rejection: {
          code: 'NOT_FOUND',
          reason: expect.stringMatching(/no such process instance was found$/),
        },
      },
      { rejection: { code: 'NOT_FOUND', reason: expect.stringContaining('is not a process instance') } },
      { rejection: { code: 'INVALID_STATE', reason: expect.stringContaining('a child process instance') } },
      { rejection: { code: 'INVALID_ARGUMENT', reason: expect.stringContaining('is empty') } },
      { rejection: { code: 'INVALID_ARGUMENT', reason: expect.stringContaining('max length of 256') } },
    ]);
  });
});

describe('with unique business ids', () => {
  const open = async () => {
    const engine = createTestEngine({ uniqueBusinessIds: true });
    await engine.deploy(definitions(oneTask('p')));
    await engine.deploy(definitions(oneTask('q')));
    return engine;
  };
  const taken = (businessId: string, bpmnProcessId = 'p') => ({
    rejection: {
      code: 'ALREADY_EXISTS',
      intent: 'CREATE',
      reason: `Expected to create instance of process with business id '${businessId}', but an instance with this business id already exists for process definition '${bpmnProcessId}'`,
    },
  });

  test('one instance of a process, of whatever version, is active with a business id', async () => {
    const engine = await open();
    expectOk(create(engine, { businessId: 'a' }));
    expectOk(create(engine, { businessId: 'a' }, 'q'));
    expectOk(create(engine, { businessId: 'b' }));
    expectOk(create(engine, {}));
    expectOk(create(engine, {}));
    expect(create(engine, { businessId: 'a' })).toMatchObject(taken('a'));
    await engine.deploy(definitions(oneTask('p').replace('p_t', 'p_u').replaceAll('p_t', 'p_u')));
    expect(create(engine, { businessId: 'a' })).toMatchObject(taken('a'));
    const restored = createTestEngine({ snapshot: engine.core.snapshot(), uniqueBusinessIds: true });
    expect(create(restored, { businessId: 'b' })).toMatchObject(taken('b'));
  });

  test('it is free again after the end, and called processes do not count', async () => {
    const engine = createTestEngine({ uniqueBusinessIds: true });
    await deployBoth(engine);
    const { processInstanceKey } = expectOk(create(engine, { businessId: 'a' }));
    expectOk(create(engine, { businessId: 'a' }, 'child'));
    expect(create(engine, { businessId: 'a' })).toMatchObject(taken('a'));
    expectOk(engine.core.cancelInstance(processInstanceKey));
    expectOk(create(engine, { businessId: 'a' }));
  });

  test('it stays free when the instance could not start', async () => {
    const engine = createTestEngine({ uniqueBusinessIds: true });
    await engine.deploy(
      definitions(
        message('M', 'm', '=key'),
        process(
          'p',
          start(),
          task('t'),
          flows('start > t'),
          eventSubProcess('on', startOn('onMessage', messageDefinition('M')), end('onEnd')),
        ),
      ),
    );
    const startAt = (businessId?: string) =>
      engine.core.createInstance({
        bpmnProcessId: 'p',
        startInstructions: [{ elementId: 't' }],
        variables: { key: businessId === undefined ? 'k' : [] },
        ...(businessId !== undefined && { businessId }),
      });
    expect(startAt('a')).toMatchObject({ rejection: { code: 'INVALID_ARGUMENT' } });
    // It has the key that the other one was to have.
    expectOk(startAt());
    expect(engine.core.createInstance({ bpmnProcessId: 'p', businessId: 'a' })).toMatchObject({ ok: true });
  });

  test('none is assigned later', async () => {
    const engine = await open();
    const processInstanceKey = engine.start('p');
    expect(engine.core.assignBusinessId({ processInstanceKey, businessId: 'a' })).toMatchObject({
      rejection: {
        code: 'INVALID_STATE',
        reason: expect.stringContaining('not allowed while business id uniqueness is enabled'),
      },
    });
  });
});
