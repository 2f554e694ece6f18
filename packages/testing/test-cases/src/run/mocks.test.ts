import { describe, expect, it } from 'vitest';
import { caller, order, rounds, size, steps, taggedCaller } from '../testing/models.ts';
import { create, expectElements, expectState, of, runInstructions } from '../testing/run-instructions.ts';

describe('MOCK_JOB_WORKER_COMPLETE_JOB', () => {
  it('completes all jobs of a type, also those that wait already', async () => {
    const mock = { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 'step', variables: { stepped: true } };
    const before = await runInstructions([steps], [mock, create('steps'), expectState('steps')]);
    expect(before).toMatchObject({ status: 'passed', instances: [{ variables: { stepped: true } }] });
    const after = await runInstructions([steps], [create('steps'), mock, expectState('steps')]);
    expect(after).toMatchObject({ status: 'passed' });
  });

  it('completes them with the example data of the model', async () => {
    const mock = { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 'charge', useExampleData: true };
    const result = await runInstructions([order], [mock, create('order', { amount: 1 })]);
    expect(result).toMatchObject({ status: 'passed', instances: [{ variables: { paid: 'by example' } }] });
  });
});

describe('MOCK_JOB_WORKER_THROW_BPMN_ERROR', () => {
  it('throws an error from all jobs of a type', async () => {
    const result = await runInstructions(
      [order],
      [
        {
          type: 'MOCK_JOB_WORKER_THROW_BPMN_ERROR',
          jobType: 'charge',
          errorCode: 'DECLINED',
          errorMessage: 'no money',
          variables: { left: 0 },
        },
        create('order', { amount: 1 }),
        expectElements('order', ['unpaid']),
        {
          type: 'ASSERT_VARIABLES',
          ...of('order'),
          elementSelector: { elementId: 'declined' },
          variables: { left: 0 },
        },
      ],
    );
    expect(result.message).toBeUndefined();
  });
});

describe('MOCK_CHILD_PROCESS', () => {
  const mockSize = { type: 'MOCK_DMN_DECISION', decisionDefinitionId: 'size', decisionOutput: 'L' };

  it('replaces a called process, also one that is not deployed', async () => {
    const result = await runInstructions(
      [caller],
      [
        { type: 'MOCK_CHILD_PROCESS', processDefinitionId: 'child', variables: { from: 'child', count: 2 } },
        mockSize,
        create('caller'),
        expectElements('caller', ['call']),
        { type: 'ASSERT_VARIABLES', ...of('caller'), variables: { from: 'child', count: 2 } },
        expectState('child'),
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it('replaces the version of a tag', async () => {
    const mock = { type: 'MOCK_CHILD_PROCESS', processDefinitionId: 'child', variables: { tagged: true } };
    const result = await runInstructions(
      [taggedCaller],
      [{ ...mock, versionTag: 'v1' }, create('caller'), expectState('caller')],
    );
    expect(result).toMatchObject({ status: 'passed', instances: [{ variables: { tagged: true } }, {}] });
    const untagged = await runInstructions([taggedCaller], [mock, create('caller'), expectState('caller')]);
    expect(untagged).toMatchObject({ status: 'failed' });
  });
});

describe('MOCK_DMN_DECISION', () => {
  const child = { type: 'MOCK_CHILD_PROCESS', processDefinitionId: 'child' };
  const mock = { type: 'MOCK_DMN_DECISION', decisionDefinitionId: 'size' };

  it.each([
    [{ decisionOutput: ['<a>', { b: 'it\'s "c"' }] }, ['<a>', { b: 'it\'s "c"' }]],
    [{ decisionOutput: null }, null],
    [{ variables: { size: 'XL' } }, { size: 'XL' }],
    [{}, {}],
  ])('replaces a decision by %j', async (output, expected) => {
    const result = await runInstructions(
      [caller, size],
      [
        child,
        { ...mock, ...output },
        create('caller'),
        { type: 'ASSERT_DECISION', decisionSelector: { decisionDefinitionId: 'size' }, output: expected },
        { type: 'ASSERT_VARIABLES', ...of('caller'), variables: { size: expected } },
      ],
    );
    expect(result.message).toBeUndefined();
  });
});

describe('CONDITIONAL_BEHAVIOR', () => {
  const isOpen = {
    type: 'ASSERT_USER_TASK',
    userTaskSelector: { taskName: 'Decide' },
    state: 'IS_CREATED',
  };
  const decide = (ok: boolean) => ({
    type: 'COMPLETE_USER_TASK',
    userTaskSelector: { elementId: 'task' },
    variables: { ok },
  });

  it('does one action after the other when the conditions hold, and the last one again', async () => {
    const result = await runInstructions(
      [rounds],
      [
        {
          type: 'CONDITIONAL_BEHAVIOR',
          name: 'decide',
          conditions: [isOpen, expectElements('rounds', ['start'])],
          actions: [decide(false), decide(false), decide(true)],
        },
        create('rounds'),
        expectState('rounds'),
        {
          type: 'ASSERT_ELEMENT_INSTANCE',
          ...of('rounds'),
          elementSelector: { elementId: 'task' },
          state: 'IS_COMPLETED',
          amount: 3,
        },
        create('rounds'),
      ],
    );
    expect(result.message).toBeUndefined();
    expect(result.instances).toMatchObject([{ state: 'COMPLETED' }, { state: 'COMPLETED' }]);
  });

  it('works on what is there already, and warns of an action that fails', async () => {
    const behavior = (action: object) => ({
      type: 'CONDITIONAL_BEHAVIOR',
      conditions: [isOpen],
      actions: [action],
    });
    const done = await runInstructions(
      [rounds],
      [create('rounds'), behavior(decide(true)), expectState('rounds')],
    );
    expect(done).toMatchObject({ status: 'passed' });
    const failing = await runInstructions(
      [rounds],
      [create('rounds'), behavior({ type: 'COMPLETE_JOB', jobSelector: { jobType: 'none' } })],
    );
    expect(failing).toMatchObject({
      status: 'passed',
      warnings: [expect.stringMatching(/^conditional behavior.*COMPLETE_JOB: .*none/)],
    });
  });
});
