import type { SupportArea } from '../support-row.ts';

export const taskRows: SupportArea = {
  area: 'tasks',
  rows: [
    {
      what: 'service task, as a job',
      covers: ['bpmn:ServiceTask', 'zeebe:TaskDefinition', 'zeebe:TaskHeaders'],
      test: { file: 'src/core/jobs.test.ts', title: 'hands out all a worker needs to know' },
    },
    {
      what: 'send task, business rule task, as jobs',
      covers: ['bpmn:SendTask', 'bpmn:BusinessRuleTask'],
      test: { file: 'src/core/elements/tasks.test.ts', title: 'a %s is a job for a worker' },
    },
    {
      what: 'user task of Camunda’s: assignment, dates, priority, form key',
      covers: [
        'bpmn:UserTask',
        'zeebe:UserTask',
        'zeebe:AssignmentDefinition',
        'zeebe:TaskSchedule',
        'zeebe:FormDefinition',
        'zeebe:PriorityDefinition',
      ],
      test: {
        file: 'src/core/elements/tasks.test.ts',
        title: "of Camunda's is listed, assigned, changed and completed",
      },
    },
    {
      what: 'listeners of user tasks: creating, assigning, updating, completing; deny, correct',
      covers: ['zeebe:TaskListeners'],
      test: { file: 'src/core/task-listeners.test.ts', title: 'listeners of a user task' },
    },
    {
      what: 'listeners of all user tasks: global listeners',
      covers: [],
      test: {
        file: 'src/core/global-listeners.test.ts',
        title: 'global listeners run before and after those of the model, the highest priority first',
      },
    },
    {
      what: 'listeners of user tasks that are canceled',
      covers: [],
      test: { file: 'src/core/canceling.test.ts', title: 'canceling listeners of a user task' },
    },
    {
      what: 'user task as a job',
      covers: [],
      test: {
        file: 'src/core/elements/tasks.test.ts',
        title: 'as a job has one retry and tells who it is for in its headers',
      },
    },
    {
      what: 'script task in FEEL',
      covers: ['bpmn:ScriptTask', 'zeebe:Script'],
      test: { file: 'src/core/elements/tasks.test.ts', title: 'evaluates FEEL into a variable' },
    },
    {
      what: 'script task as a job',
      covers: [],
      test: { file: 'src/core/elements/tasks.test.ts', title: 'can be a job' },
    },
    {
      what: 'receive task',
      covers: ['bpmn:ReceiveTask'],
      test: { file: 'src/core/messages.test.ts', title: 'works in a receive task too, with output mappings' },
    },
    {
      what: 'undefined and manual task',
      covers: ['bpmn:Task', 'bpmn:ManualTask'],
      test: {
        file: 'src/core/interpreter.test.ts',
        title: 'lets undefined tasks, manual tasks and none events pass',
      },
    },
    {
      what: 'call activity: latest, deployment, version tag; propagation',
      covers: ['bpmn:CallActivity', 'zeebe:CalledElement'],
      test: { file: 'src/core/elements/call-activity.test.ts', title: 'a call activity' },
    },
    {
      what: 'multi-instance, parallel',
      covers: [],
      test: { file: 'src/core/elements/multi-instance.test.ts', title: 'a parallel multi-instance task' },
    },
    {
      what: 'multi-instance, sequential',
      covers: [],
      test: {
        file: 'src/core/elements/multi-instance.test.ts',
        title: 'a sequential multi-instance sub-process',
      },
    },
  ],
};
