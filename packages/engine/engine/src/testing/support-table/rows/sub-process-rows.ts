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
    {
      what: 'ad-hoc sub-process: collection, completion condition, outputs',
      covers: ['bpmn:AdHocSubProcess', 'zeebe:AdHoc'],
      test: { file: 'src/core/elements/ad-hoc-sub-process.test.ts', title: 'an ad-hoc sub-process' },
    },
    {
      what: 'ad-hoc sub-process with a job worker; the agent type has no effect',
      covers: ['zeebe:AgentDefinition'],
      test: {
        file: 'src/core/elements/ad-hoc-sub-process.test.ts',
        title: 'an ad-hoc sub-process with a job worker',
      },
    },
  ],
};
