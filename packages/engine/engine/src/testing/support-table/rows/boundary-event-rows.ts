import type { SupportArea } from '../support-row.ts';

export const boundaryEventRows: SupportArea = {
  area: 'boundary events',
  rows: [
    {
      what: 'conditional',
      covers: ['bpmn:BoundaryEvent bpmn:ConditionalEventDefinition'],
      test: { file: 'src/core/conditions.test.ts', title: 'a conditional boundary event' },
    },
    {
      what: 'error: coded, catch-all',
      covers: ['bpmn:BoundaryEvent bpmn:ErrorEventDefinition'],
      test: { file: 'src/core/errors.test.ts', title: 'an error thrown by a worker' },
    },
    {
      what: 'timer: duration, date, cycle, cron',
      covers: ['bpmn:BoundaryEvent bpmn:TimerEventDefinition'],
      test: { file: 'src/core/timers.test.ts', title: 'a timer boundary event' },
    },
    {
      what: 'message',
      covers: ['bpmn:BoundaryEvent bpmn:MessageEventDefinition'],
      test: { file: 'src/core/messages.test.ts', title: 'a message boundary event' },
    },
    {
      what: 'signal',
      covers: ['bpmn:BoundaryEvent bpmn:SignalEventDefinition'],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'signals' },
    },
    {
      what: 'escalation',
      covers: ['bpmn:BoundaryEvent bpmn:EscalationEventDefinition'],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'escalations' },
    },
    {
      what: 'compensation',
      covers: ['bpmn:BoundaryEvent bpmn:CompensateEventDefinition'],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'compensation' },
    },
  ],
};
