import { describe, expect, it } from 'vitest';
import { parseTestCases } from './parse-test-cases.ts';
import { refusedInstructions, refusedMembers } from './refused-instructions.ts';

const parse = (instructions: unknown) =>
  parseTestCases(JSON.stringify({ testCases: [{ name: 'a', instructions }] }));

const problemsOf = (instructions: unknown): readonly string[] => {
  const parsed = parse(instructions);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path} ${message}`);
};

const process = { processDefinitionId: 'order' };
const element = { elementId: 'task' };

describe('parseTestCases', () => {
  it('accepts every instruction with all of its members', () => {
    const assertions = [
      {
        type: 'ASSERT_DECISION',
        decisionSelector: { decisionDefinitionId: 'd', decisionDefinitionName: 'D' },
        output: null,
        matchedRules: [1],
        notMatchedRules: [2],
        noMatchedRules: false,
      },
      {
        type: 'ASSERT_ELEMENT_INSTANCE',
        processInstanceSelector: process,
        elementSelector: element,
        state: 'IS_ACTIVE',
        amount: 2,
      },
      {
        type: 'ASSERT_ELEMENT_INSTANCES',
        processInstanceSelector: process,
        elementSelectors: [element, { elementName: 'Task' }],
        state: 'IS_COMPLETED_IN_ORDER',
      },
      {
        type: 'ASSERT_PROCESS_INSTANCE',
        processInstanceSelector: process,
        state: 'IS_CREATED',
        hasActiveIncidents: false,
      },
      {
        type: 'ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION',
        processInstanceSelector: process,
        messageSelector: { messageName: 'paid', correlationKey: '1' },
        state: 'IS_WAITING',
      },
      {
        type: 'ASSERT_USER_TASK',
        userTaskSelector: { ...element, taskName: 'T', ...process },
        state: 'IS_CREATED',
        assignee: 'ann',
        candidateGroups: ['g'],
        priority: 50,
        elementId: 'task',
        name: 'T',
        dueDate: '2026-01-01T00:00:00Z',
        followUpDate: '2026-01-01T00:00:00Z',
      },
      {
        type: 'ASSERT_VARIABLE',
        processInstanceSelector: process,
        elementSelector: element,
        variableName: 'x',
        satisfiesExpression: 'x > 1',
        satisfiesJudge: { expectation: 'e', threshold: 0.5, customPrompt: 'p', attachDocuments: true },
        similarTo: { expectedValue: 'e', threshold: 1 },
      },
      {
        type: 'ASSERT_VARIABLES',
        processInstanceSelector: process,
        elementSelector: element,
        variableNames: ['x'],
        variables: { x: 1 },
      },
    ];
    const actions = [
      { type: 'BROADCAST_SIGNAL', signalName: 's', variables: {} },
      { type: 'COMPLETE_JOB', jobSelector: { jobType: 't' }, variables: {}, useExampleData: true },
      {
        type: 'COMPLETE_JOB_AD_HOC_SUB_PROCESS',
        jobSelector: element,
        variables: {},
        activateElements: [{ elementId: 'a', variables: {} }],
        cancelRemainingInstances: true,
        completionConditionFulfilled: true,
      },
      {
        type: 'COMPLETE_JOB_USER_TASK_LISTENER',
        jobSelector: process,
        denied: true,
        deniedReason: 'no',
        corrections: {
          assignee: 'a',
          dueDate: '',
          followUpDate: '',
          candidateUsers: ['u'],
          candidateGroups: [],
          priority: 3,
        },
      },
      { type: 'COMPLETE_USER_TASK', userTaskSelector: element, variables: {}, useExampleData: false },
      { type: 'CORRELATE_MESSAGE', name: 'm', correlationKey: 'k', variables: {} },
      {
        type: 'PUBLISH_MESSAGE',
        name: 'm',
        correlationKey: 'k',
        variables: {},
        timeToLive: 0,
        messageId: 'i',
      },
      { type: 'RESOLVE_INCIDENT', incidentSelector: { ...element, ...process } },
      {
        type: 'THROW_BPMN_ERROR_FROM_JOB',
        jobSelector: element,
        errorCode: 'E',
        errorMessage: 'm',
        variables: {},
      },
      {
        type: 'UPDATE_VARIABLES',
        processInstanceSelector: process,
        variables: { x: [1, { y: null }] },
        elementSelector: element,
        createLocalVariables: true,
      },
    ];
    const others = [
      {
        type: 'CREATE_PROCESS_INSTANCE',
        processDefinitionSelector: process,
        variables: { key: 1 },
        startInstructions: [element],
        runtimeInstructions: [{ type: 'TERMINATE_PROCESS_INSTANCE', afterElementId: 'task' }],
      },
      { type: 'CONDITIONAL_BEHAVIOR', name: 'b', conditions: assertions, actions },
      { type: 'EVALUATE_CONDITIONAL_START_EVENT', variables: {} },
      {
        type: 'EVALUATE_DECISION',
        decisionDefinitionSelector: { decisionDefinitionId: 'd' },
        variables: {},
      },
      { type: 'INCREASE_TIME', duration: 'PT1H' },
      { type: 'SET_TIME', time: '2026-01-19T13:00:00Z' },
      { type: 'MOCK_CHILD_PROCESS', processDefinitionId: 'c', versionTag: 'v1', variables: {} },
      { type: 'MOCK_DMN_DECISION', decisionDefinitionId: 'd', variables: {}, decisionOutput: 3 },
      { type: 'MOCK_JOB_WORKER_COMPLETE_JOB', jobType: 't', variables: {}, useExampleData: true },
      {
        type: 'MOCK_JOB_WORKER_THROW_BPMN_ERROR',
        jobType: 't',
        errorCode: 'E',
        errorMessage: 'm',
        variables: {},
      },
    ];
    expect(problemsOf([...assertions, ...actions, ...others])).toEqual([]);
  });

  it('keeps what only other tools read, and big integers', () => {
    const parsed = parseTestCases(
      '{"$schema":"x","processId":null,"more":1,"testCases":[{"name":"a","metadata":{"processInstanceId":2251799813685249123456},"instructions":[],"own":true}]}',
    );
    expect(parsed).toEqual({
      ok: true,
      file: {
        $schema: 'x',
        processId: null,
        more: 1,
        testCases: [
          {
            name: 'a',
            metadata: { processInstanceId: 2251799813685249123456n },
            instructions: [],
            own: true,
          },
        ],
      },
    });
  });

  it.each([
    [
      [{ type: 'COMPLETE_JB', jobSelector: element }],
      'testCases[0].instructions[0].type "COMPLETE_JB" is not allowed here, did you mean COMPLETE_JOB?',
    ],
    [
      [{ type: 'COMPLETE_JOB', jobSelector: element, variable: {} }],
      'testCases[0].instructions[0].variable is unknown, did you mean variables?',
    ],
    [
      [{ type: 'COMPLETE_JOB', jobSelector: { elementID: 'x' } }],
      'testCases[0].instructions[0].jobSelector.elementID is unknown, did you mean elementId?',
    ],
    [
      [{ type: 'COMPLETE_JOB', jobSelector: {} }],
      'testCases[0].instructions[0].jobSelector give at least one of jobType, elementId and processDefinitionId',
    ],
    [[{ type: 'COMPLETE_JOB' }], 'testCases[0].instructions[0].jobSelector is missing: write an object'],
    [
      [{ type: 'ASSERT_PROCESS_INSTANCE', processInstanceSelector: 'order' }],
      'testCases[0].instructions[0].processInstanceSelector must be an object, but is "order"',
    ],
    [
      [{ type: 'ASSERT_PROCESS_INSTANCE', processInstanceSelector: process, state: 'COMPLETED' }],
      'testCases[0].instructions[0].state "COMPLETED" is not allowed here, did you mean IS_COMPLETED?',
    ],
    [
      [{ type: 'SET_TIME', time: 'noon' }],
      'testCases[0].instructions[0].time must be an instant such as 2026-01-19T13:00:00Z',
    ],
    [
      [
        {
          type: 'UPDATE_VARIABLES',
          processInstanceSelector: process,
          variables: {},
          createLocalVariables: true,
        },
      ],
      'testCases[0].instructions[0].createLocalVariables needs an elementSelector',
    ],
    [
      [{ type: 'MOCK_DMN_DECISION', decisionDefinitionId: 'd', output: [] }],
      'testCases[0].instructions[0].output is unknown, did you mean decisionOutput?',
    ],
  ])('says where %j is wrong, and what was meant', (instructions, problem) => {
    expect(problemsOf(instructions)).toEqual([problem]);
  });

  it('refuses instructions of other versions by name', () => {
    const types = [...refusedInstructions].map(
      ([type, reason]) => [{ type }, `.type "${type}" ${reason}`] as const,
    );
    const members = [...refusedMembers].map(
      ([member, reason]) =>
        [
          { type: 'CREATE_PROCESS_INSTANCE', processDefinitionSelector: process, [member]: true },
          `.${member} ${reason}`,
        ] as const,
    );
    const all = [...types, ...members];
    expect(problemsOf(all.map(([instruction]) => instruction))).toEqual(
      all.map(([, problem], index) => `testCases[0].instructions[${index}]${problem}`),
    );
    expect(problemsOf([{ type: 'TRIGGER_TIMER' }])).toEqual([
      'testCases[0].instructions[0].type "TRIGGER_TIMER" is not part of the formats 8.9 and 8.10, which are supported; write INCREASE_TIME',
    ]);
  });

  it('allows only assertions as conditions, and only what moves a process as actions', () => {
    const wrong = {
      type: 'CONDITIONAL_BEHAVIOR',
      conditions: [{ type: 'COMPLETE_JOB', jobSelector: element }],
      actions: [{ type: 'SET_TIME', time: '2026-01-19T13:00:00Z' }],
    };
    expect(problemsOf([wrong])).toEqual([
      expect.stringContaining('conditions[0].type "COMPLETE_JOB" is not allowed here'),
      expect.stringContaining('actions[0].type "SET_TIME" is not allowed here'),
    ]);
  });

  it('bounds a file and its problems', () => {
    const many = Array.from({ length: 30 }, () => ({ type: 'NONE' }));
    expect(problemsOf(many).at(-1)).toBe(' 10 more problems');
    expect(
      problemsOf(Array.from({ length: 1001 }, () => ({ type: 'INCREASE_TIME', duration: 'PT1S' }))),
    ).toEqual(['testCases[0].instructions must have at most 1000 entries']);
    expect(parseTestCases(`{"testCases":[],"a":"${'x'.repeat(10_000_000)}"}`)).toMatchObject({ ok: false });
  });

  it('answers hostile text', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const cases = [
      deep,
      `{"testCases":${deep}}`,
      `{"testCases":[{"name":"a","instructions":[],"metadata":${deep}}]}`,
    ];
    for (const text of cases) expect(parseTestCases(text)).toHaveProperty('ok');
    const proto =
      '{"testCases":[{"name":"a","instructions":[{"type":"COMPLETE_JOB","__proto__":{"jobSelector":{}}}]}]}';
    expect(parseTestCases(proto)).toMatchObject({ ok: false });
  });

  it.each(['{', '', '[]', '{"testCases":{}}', '{}'])('explains %j', (text) => {
    expect(parseTestCases(text)).toMatchObject({ ok: false, problems: [{ message: expect.any(String) }] });
  });
});
