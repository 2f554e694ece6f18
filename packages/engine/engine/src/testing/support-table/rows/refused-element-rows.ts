import type { SupportArea } from '../support-row.ts';

export const refusedElementRows: SupportArea = {
  area: 'elements',
  rows: [
    {
      what: 'transaction, complex gateway',
      covers: ['bpmn:Transaction', 'bpmn:ComplexGateway'],
      refused: true,
      test: {
        file: 'src/model/parse-resource.test.ts',
        title: 'what the engine does not do is refused, with the element and what to do',
      },
    },
    {
      what: 'cancel events',
      covers: ['bpmn:BoundaryEvent bpmn:CancelEventDefinition', 'bpmn:EndEvent bpmn:CancelEventDefinition'],
      refused: true,
      test: {
        file: 'src/model/parse-resource.test.ts',
        title: 'what the engine does not do is refused, with the element and what to do',
      },
    },
    {
      what: 'standard loops',
      covers: ['bpmn:StandardLoopCharacteristics'],
      refused: true,
      test: {
        file: 'src/model/parse-resource.test.ts',
        title: 'what the engine does not do is refused, with the element and what to do',
      },
    },
    {
      what: 'unknown extensions',
      covers: [],
      refused: true,
      test: { file: 'src/model/parse-resource.test.ts', title: 'an extension of Zeebe that is unknown' },
    },
  ],
};
