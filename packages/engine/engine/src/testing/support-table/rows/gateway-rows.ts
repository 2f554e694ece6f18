import type { SupportArea } from '../support-row.ts';

export const gatewayRows: SupportArea = {
  area: 'gateways',
  rows: [
    {
      what: 'exclusive',
      covers: ['bpmn:ExclusiveGateway'],
      test: { file: 'src/core/interpreter.test.ts', title: 'an exclusive gateway' },
    },
    {
      what: 'parallel',
      covers: ['bpmn:ParallelGateway'],
      test: { file: 'src/core/interpreter.test.ts', title: 'a parallel gateway' },
    },
    {
      what: 'inclusive, fork and join',
      covers: ['bpmn:InclusiveGateway'],
      test: { file: 'src/core/elements/gateways.test.ts', title: 'an inclusive gateway' },
    },
    {
      what: 'event-based',
      covers: ['bpmn:EventBasedGateway'],
      test: { file: 'src/core/elements/gateways.test.ts', title: 'an event-based gateway' },
    },
  ],
};
