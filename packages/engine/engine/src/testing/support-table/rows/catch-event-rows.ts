import type { SupportArea } from '../support-row.ts';

export const catchEventRows: SupportArea = {
  area: 'catching events',
  rows: [
    {
      what: 'conditional',
      covers: ['bpmn:IntermediateCatchEvent bpmn:ConditionalEventDefinition'],
      test: { file: 'src/core/conditions.test.ts', title: 'a conditional intermediate event' },
    },
    {
      what: 'message',
      covers: ['bpmn:IntermediateCatchEvent bpmn:MessageEventDefinition'],
      test: { file: 'src/core/messages.test.ts', title: 'a message catch event' },
    },
    {
      what: 'timer: duration, date',
      covers: ['bpmn:IntermediateCatchEvent bpmn:TimerEventDefinition'],
      test: { file: 'src/core/timers.test.ts', title: 'a timer catch event' },
    },
    {
      what: 'signal',
      covers: ['bpmn:IntermediateCatchEvent bpmn:SignalEventDefinition'],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'signals' },
    },
    {
      what: 'link',
      covers: ['bpmn:IntermediateCatchEvent bpmn:LinkEventDefinition'],
      test: { file: 'src/core/elements/throw-events.test.ts', title: 'links' },
    },
  ],
};
