import { describe, expect, it } from 'vitest';
import { order, review, size, steps } from '../testing/models.ts';
import { create, expectElements, expectState, of, runInstructions } from '../testing/run-instructions.ts';

const evaluate = (n: number) => ({
  type: 'EVALUATE_DECISION',
  decisionDefinitionSelector: { decisionDefinitionId: 'size' },
  variables: { n },
});

describe('ASSERT_DECISION', () => {
  const decision = { type: 'ASSERT_DECISION', decisionSelector: { decisionDefinitionName: 'Size' } };

  it('checks output and rules of the latest evaluation', async () => {
    const result = await runInstructions(
      [size],
      [
        evaluate(12),
        { ...decision, output: ['large', 'even'], matchedRules: [1, 3], notMatchedRules: [2] },
        evaluate(7),
        { ...decision, noMatchedRules: true },
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it.each([
    [{ output: ['small'] }, /output/],
    [{ matchedRules: [2] }, /rules/],
    [{ notMatchedRules: [1] }, /rules/],
    [{ noMatchedRules: true }, /rules/],
    [{ decisionSelector: { decisionDefinitionId: 'sizes' } }, /not evaluated/],
  ])('fails for %j', async (expected, message) => {
    const result = await runInstructions([size], [evaluate(12), { ...decision, ...expected }]);
    expect(result.message).toMatch(message);
  });
});

describe('ASSERT_ELEMENT_INSTANCE', () => {
  const element = (elementSelector: object, state: string, amount = 1) => ({
    type: 'ASSERT_ELEMENT_INSTANCE',
    ...of('steps'),
    elementSelector,
    state,
    amount,
  });
  const begin = [create('steps'), { type: 'COMPLETE_JOB', jobSelector: { elementId: 'first' } }];

  it('counts elements by id and name', async () => {
    const result = await runInstructions(
      [steps],
      [
        ...begin,
        element({ elementId: 'first' }, 'IS_COMPLETED'),
        element({ elementName: 'Do second' }, 'IS_ACTIVE'),
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it('fails for another state or number, with the path taken', async () => {
    const state = await runInstructions(
      [steps],
      [...begin, element({ elementId: 'first' }, 'IS_TERMINATED')],
    );
    expect(state.message).toMatch(/first/);
    const amount = await runInstructions(
      [steps],
      [...begin, element({ elementId: 'first' }, 'IS_COMPLETED', 2)],
    );
    expect(amount.message).toMatch(/Path:\n.*start.*\n.*first/);
  });
});

describe('ASSERT_ELEMENT_INSTANCES', () => {
  const begin = [create('steps'), { type: 'COMPLETE_JOB', jobSelector: { elementId: 'first' } }];
  const end = [...begin, { type: 'COMPLETE_JOB', jobSelector: { elementId: 'second' } }];

  it('knows all states', async () => {
    const result = await runInstructions(
      [steps],
      [
        ...begin,
        expectElements('steps', ['second'], 'IS_ACTIVE'),
        expectElements('steps', ['second'], 'IS_ACTIVE_EXACTLY'),
        expectElements('steps', ['first', 'end'], 'IS_NOT_ACTIVE'),
        expectElements('steps', ['end'], 'IS_NOT_ACTIVATED'),
        expectElements('steps', ['first', 'start'], 'IS_COMPLETED'),
        expectElements('steps', ['start', 'first'], 'IS_COMPLETED_IN_ORDER'),
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'second' } },
        expectElements('steps', ['start', 'second', 'end'], 'IS_COMPLETED_IN_ORDER'),
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it.each([
    [['first'], 'IS_ACTIVE'],
    [['first'], 'IS_TERMINATED'],
    [['start', 'other'], 'IS_COMPLETED'],
    [['first'], 'IS_NOT_ACTIVATED'],
    [['first'], 'IS_ACTIVE_EXACTLY'],
    [['end', 'start'], 'IS_COMPLETED_IN_ORDER'],
  ])('fails where %j %s does not hold', async (elementIds, state) => {
    const result = await runInstructions([steps], [...end, expectElements('steps', elementIds, state)]);
    expect(result).toMatchObject({ status: 'failed' });
  });
});

describe('ASSERT_PROCESS_INSTANCE', () => {
  it('checks state and incidents', async () => {
    const result = await runInstructions(
      [order],
      [
        create('order'),
        expectState('order', 'IS_CREATED'),
        expectState('order', 'IS_ACTIVE'),
        { type: 'ASSERT_PROCESS_INSTANCE', ...of('order'), hasActiveIncidents: true },
      ],
    );
    expect(result).toMatchObject({
      status: 'passed',
      instances: [{ incidents: [{ elementId: 'charge', type: 'IO_MAPPING_ERROR' }] }],
    });
  });

  it.each([
    [{ state: 'IS_COMPLETED' }, /is active/],
    [{ state: 'IS_TERMINATED' }, /is active/],
    [{ hasActiveIncidents: false }, /IO_MAPPING_ERROR/],
    [{ processInstanceSelector: { processDefinitionId: 'other' }, state: 'IS_CREATED' }, /other/],
  ])('fails for %j, and says what was there', async (expected, message) => {
    const result = await runInstructions(
      [order],
      [create('order'), { type: 'ASSERT_PROCESS_INSTANCE', ...of('order'), ...expected }],
    );
    expect(result.message).toMatch(message);
  });
});

describe('ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION', () => {
  const subscription = (state: string, correlationKey?: string) => ({
    type: 'ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION',
    ...of('review'),
    messageSelector: { messageName: 'answered', ...(correlationKey !== undefined && { correlationKey }) },
    state,
  });
  const begin = { ...create('review', { key: '1' }), startInstructions: [{ elementId: 'answer' }] };

  it('checks what is waited for and what came, with and without a key', async () => {
    const result = await runInstructions(
      [review],
      [
        begin,
        subscription('IS_WAITING'),
        subscription('IS_WAITING', '1'),
        subscription('IS_NOT_WAITING', '2'),
        { type: 'CORRELATE_MESSAGE', name: 'answered', correlationKey: '1' },
        subscription('IS_NOT_WAITING'),
        subscription('IS_CORRELATED'),
        subscription('IS_CORRELATED', '1'),
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it.each([
    ['IS_WAITING', '2'],
    ['IS_NOT_WAITING', undefined],
    ['IS_CORRELATED', undefined],
  ])('fails for %s with the key %s', async (state, key) => {
    const result = await runInstructions([review], [begin, subscription(state, key)]);
    expect(result.message).toMatch(/answered/);
  });
});

describe('ASSERT_USER_TASK', () => {
  const task = { type: 'ASSERT_USER_TASK', userTaskSelector: { elementId: 'check' } };

  it('checks state and properties', async () => {
    const result = await runInstructions(
      [review],
      [
        create('review', { key: '1' }),
        {
          ...task,
          state: 'IS_CREATED',
          assignee: 'ann',
          candidateGroups: ['office', 'staff'],
          priority: 70,
          elementId: 'check',
          name: 'Check it',
          dueDate: '2026-03-01T10:00:00Z',
          followUpDate: '2026-02-01T10:00:00Z',
        },
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it.each([
    { state: 'IS_COMPLETED' },
    { state: 'IS_CANCELED' },
    { state: 'IS_FAILED' },
    { assignee: 'bob' },
    { candidateGroups: ['board'] },
    { priority: 1 },
    { elementId: 'other' },
    { name: 'other' },
    { dueDate: '2026-03-02T10:00:00Z' },
    { followUpDate: '2026-02-02T10:00:00Z' },
    { userTaskSelector: { taskName: 'other' }, state: 'IS_CREATED' },
  ])('fails for %j', async (expected) => {
    const result = await runInstructions(
      [review],
      [create('review', { key: '1' }), { ...task, ...expected }],
    );
    expect(result).toMatchObject({ status: 'failed' });
  });
});

describe('ASSERT_VARIABLE', () => {
  const variable = { type: 'ASSERT_VARIABLE', ...of('steps'), variableName: 'x' };
  const begin = create('steps', { x: { status: 'done', list: ['a', 'b'] } });

  it('evaluates an expression with the variable, global or local', async () => {
    const result = await runInstructions(
      [steps],
      [
        begin,
        { ...variable, satisfiesExpression: 'x.status = "done" and list contains(x.list, "a")' },
        {
          ...variable,
          elementSelector: { elementId: 'first' },
          variableName: 'own',
          satisfiesExpression: 'own > 0',
        },
        variable,
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it.each([
    ['x.status = "new"', /'x.status = "new"' is false where x is/],
    ['x.', /Not a FEEL expression/],
    ['= x', /must not begin with '='/],
    ['x.list', /is \["a","b"\] where/],
  ])('fails for %s', async (satisfiesExpression, message) => {
    const result = await runInstructions([steps], [begin, { ...variable, satisfiesExpression }]);
    expect(result.message).toMatch(message);
  });

  it('fails for a variable that is not there', async () => {
    const result = await runInstructions([steps], [begin, { ...variable, variableName: 'y' }]);
    expect(result.message).toMatch(/y/);
  });

  it('refuses judges and similarity, and runs nothing of the test case', async () => {
    const judge = await runInstructions(
      [steps],
      [begin, { ...variable, satisfiesJudge: { expectation: 'polite' } }],
    );
    expect(judge).toMatchObject({
      status: 'refused',
      message: expect.stringMatching(/^testCases\[0\]\.instructions\[1\]\.satisfiesJudge is not supported/),
      instructions: [{ status: 'skipped' }, { status: 'skipped' }],
      instances: [],
    });
    const similar = await runInstructions(
      [steps],
      [
        {
          type: 'CONDITIONAL_BEHAVIOR',
          conditions: [{ ...variable, similarTo: { expectedValue: 'polite' } }],
          actions: [{ type: 'BROADCAST_SIGNAL', signalName: 's' }],
        },
      ],
    );
    expect(similar.message).toMatch(/instructions\[0\]\.conditions\[0\]\.similarTo is not supported/);
  });
});

describe('ASSERT_VARIABLES', () => {
  const variables = { type: 'ASSERT_VARIABLES', ...of('steps') };
  const begin = create('steps', { a: 1, big: { list: [1, null] } });

  it('checks names and values, global and local', async () => {
    const first = { elementSelector: { elementId: 'first' } };
    const result = await runInstructions(
      [steps],
      [
        begin,
        { ...variables, variableNames: ['a', 'big'], variables: { big: { list: [1, null] } } },
        { ...variables, ...first, variableNames: ['own'], variables: { own: 1 } },
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it.each([
    [{ variableNames: ['c'] }, /c/],
    [{ variables: { a: 2 } }, /a is 1/],
    [{ variables: { c: null } }, /c is missing/],
    [{ elementSelector: { elementId: 'first' }, variables: { a: 1 } }, /a is missing/],
    [{ elementSelector: { elementId: 'first' }, variableNames: ['a'] }, /a/],
  ])('fails for %j', async (expected, message) => {
    const result = await runInstructions([steps], [begin, { ...variables, ...expected }]);
    expect(result.message).toMatch(message);
  });
});
