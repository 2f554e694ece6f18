import type { SupportArea } from '../support-row.ts';

export const subProcessRows: SupportArea = {
  area: 'sub-processes',
  rows: [
    {
      what: 'embedded sub-process',
      covers: ['bpmn:SubProcess'],
      test: { file: 'src/core/interpreter.test.ts', title: 'a sub-process' },
    },
    {
      what: 'event sub-process, interrupting',
      covers: [],
      test: {
        file: 'src/core/elements/event-sub-process.test.ts',
        title: 'that interrupts ends everything else: %s',
      },
    },
    {
      what: 'event sub-process, not interrupting',
      covers: [],
      test: {
        file: 'src/core/elements/event-sub-process.test.ts',
        title: 'that does not interrupt runs beside: %s',
      },
    },
  ],
};
