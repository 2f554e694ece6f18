import type { SupportArea } from '../support-row.ts';

export const startEventRows: SupportArea = {
  area: 'start events',
  rows: [
    {
      what: 'conditional, of processes and event sub-processes',
      covers: ['bpmn:StartEvent bpmn:ConditionalEventDefinition'],
      test: { file: 'src/core/conditions.test.ts', title: 'conditional start events' },
    },
    {
      what: 'none',
      covers: ['bpmn:StartEvent none'],
      test: {
        file: 'src/core/interpreter.test.ts',
        title: 'lets undefined tasks, manual tasks and none events pass',
      },
    },
    {
      what: 'message, once per correlation key',
      covers: ['bpmn:StartEvent bpmn:MessageEventDefinition'],
      test: {
        file: 'src/core/start-events.test.ts',
        title: 'starts once per correlation key, and the next buffered message when that one has ended',
      },
    },
    {
      what: 'timer',
      covers: ['bpmn:StartEvent bpmn:TimerEventDefinition'],
      test: { file: 'src/core/start-events.test.ts', title: 'starts at the one that happens' },
    },
    {
      what: 'signal',
      covers: ['bpmn:StartEvent bpmn:SignalEventDefinition'],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'signals' },
    },
    {
      what: 'several',
      covers: [],
      test: { file: 'src/core/start-events.test.ts', title: 'a process with several start events' },
    },
    {
      what: 'error, in an event sub-process',
      covers: ['bpmn:StartEvent bpmn:ErrorEventDefinition'],
      test: {
        file: 'src/core/elements/event-sub-process.test.ts',
        title: 'catches an error before the boundary event around it, and its variables reach the process',
      },
    },
    {
      what: 'escalation, in an event sub-process',
      covers: ['bpmn:StartEvent bpmn:EscalationEventDefinition'],
      test: {
        file: 'src/core/elements/event-sub-process.test.ts',
        title: 'that interrupts ends everything else: %s',
      },
    },
  ],
};
