/** One line of the table of instructions. */
export interface SupportRow {
  /** An instruction, or an instruction and a member of it. */
  readonly what: string;
  /** The format that it is part of; absent: none that is supported. */
  readonly since?: '8.9' | '8.10';
  /** It is refused by name. Default: it is supported. */
  readonly refused?: true;
  readonly test: {
    /** From the folder of the package. */
    readonly file: string;
    /** The title of a `describe` or `it` in that file. */
    readonly title: string;
  };
}

const actions = (title: string): SupportRow['test'] => ({ file: 'src/run/actions.test.ts', title });
const assertions = (title: string): SupportRow['test'] => ({ file: 'src/run/assertions.test.ts', title });
const mocks = (title: string): SupportRow['test'] => ({ file: 'src/run/mocks.test.ts', title });
const refusal = {
  file: 'src/format/parse-test-cases.test.ts',
  title: 'refuses instructions of other versions by name',
};
const judge = assertions('refuses judges and similarity, and runs nothing of the test case');

/** The table in the README, in its order. */
export const supportRows: readonly SupportRow[] = [
  { what: 'CREATE_PROCESS_INSTANCE', since: '8.9', test: actions('CREATE_PROCESS_INSTANCE') },
  { what: 'COMPLETE_JOB', since: '8.9', test: actions('COMPLETE_JOB') },
  {
    what: 'COMPLETE_JOB_AD_HOC_SUB_PROCESS',
    since: '8.9',
    test: actions('COMPLETE_JOB_AD_HOC_SUB_PROCESS'),
  },
  {
    what: 'COMPLETE_JOB_USER_TASK_LISTENER',
    since: '8.9',
    test: actions('COMPLETE_JOB_USER_TASK_LISTENER'),
  },
  { what: 'THROW_BPMN_ERROR_FROM_JOB', since: '8.9', test: actions('THROW_BPMN_ERROR_FROM_JOB') },
  { what: 'COMPLETE_USER_TASK', since: '8.9', test: actions('COMPLETE_USER_TASK') },
  {
    what: 'PUBLISH_MESSAGE',
    since: '8.9',
    test: actions('PUBLISH_MESSAGE buffers a message for its time to live'),
  },
  {
    what: 'CORRELATE_MESSAGE',
    since: '8.9',
    test: actions('CORRELATE_MESSAGE needs somebody who waits'),
  },
  { what: 'BROADCAST_SIGNAL', since: '8.9', test: actions('BROADCAST_SIGNAL starts processes') },
  {
    what: 'EVALUATE_CONDITIONAL_START_EVENT',
    since: '8.9',
    test: actions('EVALUATE_CONDITIONAL_START_EVENT starts processes whose condition holds'),
  },
  { what: 'EVALUATE_DECISION', since: '8.9', test: actions('EVALUATE_DECISION') },
  {
    what: 'INCREASE_TIME',
    since: '8.9',
    test: actions('INCREASE_TIME moves it forward, months included'),
  },
  { what: 'SET_TIME', since: '8.9', test: actions('SET_TIME sets it') },
  { what: 'RESOLVE_INCIDENT', since: '8.9', test: actions('RESOLVE_INCIDENT') },
  { what: 'UPDATE_VARIABLES', since: '8.9', test: actions('UPDATE_VARIABLES') },
  {
    what: 'MOCK_JOB_WORKER_COMPLETE_JOB',
    since: '8.9',
    test: mocks('MOCK_JOB_WORKER_COMPLETE_JOB'),
  },
  {
    what: 'MOCK_JOB_WORKER_THROW_BPMN_ERROR',
    since: '8.9',
    test: mocks('MOCK_JOB_WORKER_THROW_BPMN_ERROR'),
  },
  { what: 'MOCK_CHILD_PROCESS', since: '8.9', test: mocks('MOCK_CHILD_PROCESS') },
  { what: 'MOCK_DMN_DECISION', since: '8.9', test: mocks('MOCK_DMN_DECISION') },
  { what: 'ASSERT_DECISION', since: '8.9', test: assertions('ASSERT_DECISION') },
  { what: 'ASSERT_ELEMENT_INSTANCE', since: '8.9', test: assertions('ASSERT_ELEMENT_INSTANCE') },
  { what: 'ASSERT_ELEMENT_INSTANCES', since: '8.9', test: assertions('ASSERT_ELEMENT_INSTANCES') },
  { what: 'ASSERT_PROCESS_INSTANCE', since: '8.9', test: assertions('ASSERT_PROCESS_INSTANCE') },
  {
    what: 'ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION',
    since: '8.9',
    test: assertions('ASSERT_PROCESS_INSTANCE_MESSAGE_SUBSCRIPTION'),
  },
  { what: 'ASSERT_USER_TASK', since: '8.9', test: assertions('ASSERT_USER_TASK') },
  { what: 'ASSERT_VARIABLES', since: '8.9', test: assertions('ASSERT_VARIABLES') },
  { what: 'ASSERT_VARIABLE', since: '8.10', test: assertions('ASSERT_VARIABLE') },
  { what: 'ASSERT_VARIABLE satisfiesJudge', since: '8.10', refused: true, test: judge },
  { what: 'ASSERT_VARIABLE similarTo', since: '8.10', refused: true, test: judge },
  { what: 'CONDITIONAL_BEHAVIOR', since: '8.10', test: mocks('CONDITIONAL_BEHAVIOR') },
  ...[
    'ASSERT_INCIDENT',
    'ASSERT_VARIABLE_JUDGE',
    'ASSERT_VARIABLE_SATISFIES_JUDGE',
    'ASSERT_VARIABLE_SIMILAR_TO',
    'RELEASE_JOB',
    'RUN_CALLED_PROCESS',
    'STUB_CALL_ACTIVITY_COMPLETE',
    'STUB_CALL_ACTIVITY_THROW_ERROR',
    'TRIGGER_TIMER',
  ].map((what): SupportRow => ({ what, refused: true, test: refusal })),
  ...['holdTimers', 'reserveJobs', 'stubCallActivities'].map((member): SupportRow => ({
    what: `CREATE_PROCESS_INSTANCE ${member}`,
    refused: true,
    test: refusal,
  })),
];
