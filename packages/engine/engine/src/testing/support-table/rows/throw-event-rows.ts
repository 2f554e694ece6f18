import type { SupportArea } from '../support-row.ts';

export const throwEventRows: SupportArea = {
  area: 'throwing events',
  rows: [
    {
      what: 'none',
      covers: ['bpmn:IntermediateThrowEvent none', 'bpmn:EndEvent none'],
      test: {
        file: 'src/core/interpreter.test.ts',
        title: 'lets undefined tasks, manual tasks and none events pass',
      },
    },
    {
      what: 'message, as a job',
      covers: [
        'bpmn:IntermediateThrowEvent bpmn:MessageEventDefinition',
        'bpmn:EndEvent bpmn:MessageEventDefinition',
      ],
      test: { file: 'src/core/elements/tasks.test.ts', title: 'throwing messages' },
    },
    {
      what: 'signal',
      covers: [
        'bpmn:IntermediateThrowEvent bpmn:SignalEventDefinition',
        'bpmn:EndEvent bpmn:SignalEventDefinition',
      ],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'signals' },
    },
    {
      what: 'escalation',
      covers: [
        'bpmn:IntermediateThrowEvent bpmn:EscalationEventDefinition',
        'bpmn:EndEvent bpmn:EscalationEventDefinition',
      ],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'escalations' },
    },
    {
      what: 'link',
      covers: ['bpmn:IntermediateThrowEvent bpmn:LinkEventDefinition'],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'links' },
    },
    {
      what: 'compensation of its scope; in an event sub-process also of the scope around it',
      covers: [
        'bpmn:IntermediateThrowEvent bpmn:CompensateEventDefinition',
        'bpmn:EndEvent bpmn:CompensateEventDefinition',
      ],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'compensation' },
    },
    {
      what: 'error end',
      covers: ['bpmn:EndEvent bpmn:ErrorEventDefinition'],
      test: {
        file: 'src/core/errors.test.ts',
        title: 'thrown at its end goes to the boundary event and ends all within',
      },
    },
    {
      what: 'terminate end',
      covers: ['bpmn:EndEvent bpmn:TerminateEventDefinition'],
      test: { file: 'src/core/interpreter.test.ts', title: 'a terminate end event' },
    },
  ],
};
