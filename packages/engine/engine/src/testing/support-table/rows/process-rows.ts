import type { SupportArea } from '../support-row.ts';

export const processRows: SupportArea = {
  area: 'processes',
  rows: [
    {
      what: 'priority of jobs, of an element or a process',
      covers: ['zeebe:JobPriorityDefinition'],
      test: { file: 'src/core/job-priority.test.ts', title: 'the priority of jobs' },
    },
    {
      what: 'execution listeners: start, end, before all repetitions',
      covers: ['zeebe:ExecutionListeners'],
      test: { file: 'src/core/execution-listeners.test.ts', title: 'execution listeners' },
    },
    {
      what: 'execution listeners of a process that is cancelled',
      covers: [],
      test: { file: 'src/core/execution-listeners.test.ts', title: 'cancel listeners of a process' },
    },
    {
      what: 'executable processes, several in a file',
      covers: ['bpmn:Process'],
      test: {
        file: 'src/core/deployment/deploy.test.ts',
        title: 'may bring several executable processes, and leaves out the others',
      },
    },
    {
      what: 'version tag',
      covers: ['zeebe:VersionTag'],
      test: { file: 'src/core/elements/call-activity.test.ts', title: 'a call activity' },
    },
    {
      what: 'sequence flow, with condition or default',
      covers: ['bpmn:SequenceFlow'],
      test: { file: 'src/core/interpreter.test.ts', title: 'an exclusive gateway' },
    },
    {
      what: 'input and output mappings',
      covers: ['zeebe:IoMapping'],
      test: { file: 'src/core/variables.test.ts', title: 'output mappings' },
    },
    {
      what: '`camunda.processInstance` in expressions',
      covers: [],
      test: {
        file: 'src/core/business-id.test.ts',
        title: 'read the key and the business id of their process instance, anywhere',
      },
    },
    {
      what: '`camunda.vars` in expressions: cluster variables',
      covers: [],
      test: {
        file: 'src/core/cluster-variables.test.ts',
        title: 'expressions read cluster variables: of the tenant, of all, or the nearer one',
      },
    },
    {
      what: '`camunda.secrets` in input mappings',
      covers: [],
      test: { file: 'src/core/secrets.test.ts', title: '%s is put in when the job is activated' },
    },
    {
      what: 'cluster variables of the kind `SECRET_REFERENCE`',
      covers: [],
      test: {
        file: 'src/core/secrets.test.ts',
        title: 'have their secrets put in where an input mapping reads them',
      },
    },
    {
      what: 'business ids of messages',
      covers: [],
      test: { file: 'src/core/message-business-id.test.ts', title: 'a message and a subscription: %s' },
    },
    {
      what: 'unique business ids, as an option',
      covers: [],
      test: {
        file: 'src/core/business-id.test.ts',
        title: 'one instance of a process, of whatever version, is active with a business id',
      },
    },
    {
      what: 'tags and business ids, also of called processes',
      covers: [],
      test: {
        file: 'src/core/business-id.test.ts',
        title: 'tags and the business id are on the answer, the instance and its jobs',
      },
    },
  ],
};
