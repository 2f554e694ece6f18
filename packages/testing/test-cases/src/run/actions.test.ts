import { describe, expect, it } from 'vitest';
import {
  agent,
  chat,
  conditional,
  date,
  order,
  review,
  signalled,
  size,
  steps,
  timer,
} from '../testing/models.ts';
import { create, expectElements, expectState, of, runInstructions } from '../testing/run-instructions.ts';

const passed = { status: 'passed' };

describe('CREATE_PROCESS_INSTANCE', () => {
  it('starts at elements of its choice, and ends after one', async () => {
    const start = {
      ...create('steps'),
      startInstructions: [{ elementId: 'second' }],
      runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: 'second' }],
    };
    const result = await runInstructions(
      [steps],
      [
        start,
        expectElements('steps', ['first'], 'IS_NOT_ACTIVATED'),
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'second' } },
        expectState('steps', 'IS_TERMINATED'),
      ],
    );
    expect(result).toMatchObject(passed);
    expect(result.instances).toMatchObject([{ processId: 'steps', state: 'TERMINATED', path: [{}] }]);
  });

  it('names the processes that are deployed when its own is not', async () => {
    const result = await runInstructions([steps, order], [create('step')]);
    expect(result.message).toMatch(
      /instructions\[0\] CREATE_PROCESS_INSTANCE\n.*'step'.*did you mean steps\?/s,
    );
  });
});

describe('COMPLETE_JOB', () => {
  it('finds a job by type, element and process, and completes it with variables', async () => {
    const jobSelector = { jobType: 'charge', elementId: 'charge', processDefinitionId: 'order' };
    const result = await runInstructions(
      [order],
      [
        create('order', { amount: 3 }),
        { type: 'COMPLETE_JOB', jobSelector, variables: { paid: true } },
        expectState('order'),
      ],
    );
    expect(result).toMatchObject({ ...passed, instances: [{ variables: { amount: 3, paid: true } }] });
  });

  it('completes it with the example data of the model', async () => {
    const result = await runInstructions(
      [order],
      [
        create('order', { amount: 3 }),
        {
          type: 'COMPLETE_JOB',
          jobSelector: { jobType: 'charge' },
          variables: { paid: false },
          useExampleData: true,
        },
      ],
    );
    expect(result).toMatchObject({ ...passed, instances: [{ variables: { paid: 'by example' } }] });
  });

  it('says which jobs there are when none matches', async () => {
    const result = await runInstructions(
      [order],
      [
        create('order', { amount: 3 }),
        { type: 'COMPLETE_JOB', jobSelector: { jobType: 'charges' } },
        create('order'),
      ],
    );
    expect(result).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/^testCases\[0\]\.instructions\[1\] COMPLETE_JOB\n.*charges.*charge/s),
      instructions: [{ status: 'passed' }, { status: 'failed' }, { status: 'skipped' }],
    });
  });
});

describe('THROW_BPMN_ERROR_FROM_JOB', () => {
  it('ends a job with an error that the process catches', async () => {
    const result = await runInstructions(
      [order],
      [
        create('order', { amount: 3 }),
        {
          type: 'THROW_BPMN_ERROR_FROM_JOB',
          jobSelector: { elementId: 'charge' },
          errorCode: 'DECLINED',
          errorMessage: 'no money',
          variables: { left: 0 },
        },
        expectElements('order', ['declined', 'unpaid']),
        expectElements('order', ['charge'], 'IS_TERMINATED'),
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

describe('COMPLETE_JOB_AD_HOC_SUB_PROCESS', () => {
  it('activates elements with variables, until the condition is fulfilled', async () => {
    const result = await runInstructions(
      [agent],
      [
        create('agent'),
        {
          type: 'COMPLETE_JOB_AD_HOC_SUB_PROCESS',
          jobSelector: { jobType: 'agent' },
          activateElements: [{ elementId: 'look', variables: { query: 'rain' } }],
        },
        {
          type: 'ASSERT_VARIABLES',
          ...of('agent'),
          elementSelector: { elementId: 'tools#innerInstance' },
          variables: { query: 'rain' },
        },
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'look' } },
        {
          type: 'COMPLETE_JOB_AD_HOC_SUB_PROCESS',
          jobSelector: { elementId: 'tools' },
          activateElements: [{ elementId: 'ask' }, { elementId: 'look' }],
        },
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'look' } },
        {
          type: 'COMPLETE_JOB_AD_HOC_SUB_PROCESS',
          jobSelector: { elementId: 'tools' },
          completionConditionFulfilled: true,
          cancelRemainingInstances: true,
        },
        expectElements('agent', ['ask'], 'IS_TERMINATED'),
        expectState('agent'),
      ],
    );
    expect(result.message).toBeUndefined();
  });
});

describe('an agent with tools and feedback', () => {
  const turn = (result: object) => ({
    type: 'COMPLETE_JOB_AD_HOC_SUB_PROCESS',
    jobSelector: { jobType: 'chat-agent' },
    ...result,
  });
  const answer = (text: string) => turn({ variables: { text }, completionConditionFulfilled: true });
  const judge = (isSatisfied: boolean) => ({
    type: 'COMPLETE_USER_TASK',
    userTaskSelector: { elementId: 'feedback' },
    variables: { isSatisfied },
  });

  it('is driven turn by turn, through the loop', async () => {
    const result = await runInstructions(
      [chat],
      [
        create('chat', { question: 'What rains?' }),
        answer('Water'),
        expectElements('chat', ['feedback'], 'IS_ACTIVE'),
        judge(false),
        turn({
          activateElements: [{ elementId: 'search', variables: { query: 'rain' } }, { elementId: 'list' }],
        }),
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'search' }, variables: { result: [1] } },
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'list' }, variables: { result: [] } },
        answer('Clouds'),
        judge(true),
        expectElements(
          'chat',
          ['start', 'agent', 'feedback', 'search', 'list', 'end'],
          'IS_COMPLETED_IN_ORDER',
        ),
        {
          type: 'ASSERT_ELEMENT_INSTANCE',
          ...of('chat'),
          elementSelector: { elementId: 'agent' },
          state: 'IS_COMPLETED',
          amount: 2,
        },
        expectState('chat'),
      ],
    );
    expect(result.message).toBeUndefined();
    expect(result.instances[0]?.variables).toMatchObject({ text: 'Clouds' });
  });

  it('is started at one of its tools', async () => {
    const result = await runInstructions(
      [chat],
      [
        { ...create('chat'), startInstructions: [{ elementId: 'search' }] },
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'search' } },
        expectElements('chat', ['search']),
        expectElements('chat', ['list', 'feedback'], 'IS_NOT_ACTIVATED'),
      ],
    );
    expect(result.message).toBeUndefined();
  });
});

describe('COMPLETE_JOB_USER_TASK_LISTENER', () => {
  const complete = { type: 'COMPLETE_USER_TASK', userTaskSelector: { elementId: 'check' } };
  const jobSelector = { jobType: 'validate' };

  it('denies what a person does', async () => {
    const result = await runInstructions(
      [review],
      [
        create('review', { key: '1' }),
        complete,
        {
          type: 'COMPLETE_JOB_USER_TASK_LISTENER',
          jobSelector,
          denied: true,
          deniedReason: 'not yet',
        },
        { type: 'ASSERT_USER_TASK', userTaskSelector: { elementId: 'check' }, state: 'IS_CREATED' },
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it('corrects a task', async () => {
    const corrections = {
      assignee: 'bob',
      candidateGroups: ['board'],
      candidateUsers: ['cy'],
      dueDate: '2026-04-01T00:00:00Z',
      followUpDate: '2026-03-01T00:00:00Z',
      priority: 5,
    };
    const result = await runInstructions(
      [review],
      [
        create('review', { key: '1' }),
        complete,
        { type: 'COMPLETE_JOB_USER_TASK_LISTENER', jobSelector, corrections },
        {
          type: 'ASSERT_USER_TASK',
          userTaskSelector: { elementId: 'check' },
          state: 'IS_COMPLETED',
          assignee: 'bob',
          candidateGroups: ['board'],
          priority: 5,
          dueDate: '2026-04-01T00:00:00Z',
          followUpDate: '2026-03-01T02:00:00+02:00',
        },
      ],
    );
    expect(result.message).toBeUndefined();
  });
});

describe('COMPLETE_USER_TASK', () => {
  it('finds a task by element, name and process', async () => {
    const userTaskSelector = { elementId: 'check', taskName: 'Check it', processDefinitionId: 'review' };
    const result = await runInstructions(
      [review],
      [
        { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 'validate' },
        create('review', { key: '1' }),
        { type: 'COMPLETE_USER_TASK', userTaskSelector, variables: { approved: 'yes' } },
        expectElements('review', ['answer'], 'IS_ACTIVE'),
      ],
    );
    expect(result).toMatchObject({ ...passed, instances: [{ variables: { approved: 'yes' } }] });
  });

  it('completes it with the example data of the model', async () => {
    const userTaskSelector = { taskName: 'Check it' };
    const result = await runInstructions(
      [review],
      [
        { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 'validate' },
        create('review', { key: '1' }),
        { type: 'COMPLETE_USER_TASK', userTaskSelector, useExampleData: true },
        expectElements('review', ['answer'], 'IS_ACTIVE'),
      ],
    );
    expect(result).toMatchObject({ ...passed, instances: [{ variables: { approved: true } }] });
  });
});

describe('messages and signals', () => {
  const atMessage = { ...create('review', { key: '1' }), startInstructions: [{ elementId: 'answer' }] };

  it('PUBLISH_MESSAGE buffers a message for its time to live', async () => {
    const publish = {
      type: 'PUBLISH_MESSAGE',
      name: 'answered',
      correlationKey: '1',
      variables: { by: 'us' },
    };
    const kept = await runInstructions(
      [review],
      [
        { ...publish, timeToLive: 3_600_000 },
        { type: 'INCREASE_TIME', duration: 'PT59M' },
        atMessage,
        expectState('review'),
      ],
    );
    expect(kept).toMatchObject({ ...passed, instances: [{ variables: { by: 'us' } }] });
    const forgotten = await runInstructions(
      [review],
      [
        { ...publish, timeToLive: 60_000 },
        { type: 'INCREASE_TIME', duration: 'PT2M' },
        atMessage,
        expectState('review', 'IS_ACTIVE'),
      ],
    );
    expect(forgotten).toMatchObject(passed);
    const twice = await runInstructions(
      [review],
      [
        { ...publish, messageId: 'a' },
        { ...publish, messageId: 'a' },
      ],
    );
    expect(twice.message).toMatch(/instructions\[1\] PUBLISH_MESSAGE\nALREADY_EXISTS/);
  });

  it('CORRELATE_MESSAGE needs somebody who waits', async () => {
    const correlate = {
      type: 'CORRELATE_MESSAGE',
      name: 'answered',
      correlationKey: '1',
      variables: { by: 'us' },
    };
    const taken = await runInstructions([review], [atMessage, correlate, expectState('review')]);
    expect(taken).toMatchObject({ ...passed, instances: [{ variables: { by: 'us' } }] });
    const lost = await runInstructions([review], [correlate]);
    expect(lost.message).toMatch(/CORRELATE_MESSAGE\nNOT_FOUND/);
  });

  it('BROADCAST_SIGNAL starts processes', async () => {
    const result = await runInstructions(
      [signalled],
      [{ type: 'BROADCAST_SIGNAL', signalName: 'opened', variables: { door: 2 } }, expectState('signalled')],
    );
    expect(result).toMatchObject({ ...passed, instances: [{ variables: { door: 2 } }] });
  });

  it('EVALUATE_CONDITIONAL_START_EVENT starts processes whose condition holds', async () => {
    const evaluate = (stock: number) => ({ type: 'EVALUATE_CONDITIONAL_START_EVENT', variables: { stock } });
    const result = await runInstructions([conditional], [evaluate(1), evaluate(0), expectState('restock')]);
    expect(result).toMatchObject({ ...passed, instances: [{ variables: { stock: 0 } }] });
    expect(result.instances).toHaveLength(1);
  });
});

describe('EVALUATE_DECISION', () => {
  it('evaluates a decision outside a process', async () => {
    const result = await runInstructions(
      [size],
      [
        {
          type: 'EVALUATE_DECISION',
          decisionDefinitionSelector: { decisionDefinitionId: 'size' },
          variables: { n: 12 },
        },
        {
          type: 'ASSERT_DECISION',
          decisionSelector: { decisionDefinitionId: 'size' },
          output: ['large', 'even'],
        },
      ],
    );
    expect(result.message).toBeUndefined();
  });
});

describe('the clock', () => {
  it('INCREASE_TIME moves it forward, months included', async () => {
    const result = await runInstructions(
      [timer('P1M')],
      [
        create('wait'),
        { type: 'INCREASE_TIME', duration: 'P27D' },
        expectState('wait', 'IS_ACTIVE'),
        { type: 'INCREASE_TIME', duration: 'P1M' },
        expectState('wait'),
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it('INCREASE_TIME refuses what is no duration', async () => {
    const result = await runInstructions([timer('PT1H')], [{ type: 'INCREASE_TIME', duration: '1h' }]);
    expect(result.message).toMatch(/'1h' is not an ISO 8601 duration/);
  });

  it('SET_TIME sets it', async () => {
    const result = await runInstructions(
      [date],
      [
        create('wait'),
        { type: 'SET_TIME', time: '2026-05-01T11:59:00Z' },
        expectState('wait', 'IS_ACTIVE'),
        { type: 'SET_TIME', time: '2026-05-01T14:00:00+02:00' },
        expectState('wait'),
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it('moves to the next timer where an instruction waits, but not further than its time limit', async () => {
    const near = await runInstructions([timer('PT9S')], [create('wait'), expectState('wait')]);
    expect(near).toMatchObject(passed);
    const far = await runInstructions([timer('PT11S')], [create('wait'), expectState('wait')]);
    expect(far.message).toMatch(/is active/);
    const limited = await runInstructions([timer('PT11S')], [create('wait'), expectState('wait')], {
      timeoutMs: 12_000,
    });
    expect(limited).toMatchObject(passed);
  });
});

describe('RESOLVE_INCIDENT', () => {
  it('resolves an incident by element and process', async () => {
    const result = await runInstructions(
      [order],
      [
        create('order'),
        { type: 'ASSERT_PROCESS_INSTANCE', ...of('order'), hasActiveIncidents: true },
        { type: 'UPDATE_VARIABLES', ...of('order'), variables: { amount: 3 } },
        {
          type: 'RESOLVE_INCIDENT',
          incidentSelector: { elementId: 'charge', processDefinitionId: 'order' },
        },
        { type: 'ASSERT_PROCESS_INSTANCE', ...of('order'), hasActiveIncidents: false },
        { type: 'COMPLETE_JOB', jobSelector: { elementId: 'charge' } },
        expectState('order'),
      ],
    );
    expect(result.message).toBeUndefined();
  });
});

describe('UPDATE_VARIABLES', () => {
  const first = { elementSelector: { elementId: 'first' } };
  const update = { type: 'UPDATE_VARIABLES', ...of('steps') };

  it('sets variables of the process instance, of the nearest scope that has them, and local ones', async () => {
    const result = await runInstructions(
      [steps],
      [
        create('steps', { shared: 1 }),
        { ...update, variables: { shared: 2 } },
        { type: 'ASSERT_VARIABLES', ...of('steps'), variables: { shared: 2 } },
        { ...update, ...first, variables: { shared: 3, own: 3 } },
        { type: 'ASSERT_VARIABLES', ...of('steps'), variables: { shared: 3 } },
        { type: 'ASSERT_VARIABLES', ...of('steps'), ...first, variables: { own: 3 } },
        { ...update, ...first, variables: { shared: 4 }, createLocalVariables: true },
        { type: 'ASSERT_VARIABLES', ...of('steps'), variables: { shared: 3 } },
        { type: 'ASSERT_VARIABLES', ...of('steps'), ...first, variables: { shared: 4 } },
      ],
    );
    expect(result.message).toBeUndefined();
  });

  it('needs an element that is active', async () => {
    const result = await runInstructions(
      [steps],
      [create('steps'), { ...update, elementSelector: { elementId: 'second' }, variables: {} }],
    );
    expect(result.message).toMatch(/an active element with \[id: second\]/);
  });
});
