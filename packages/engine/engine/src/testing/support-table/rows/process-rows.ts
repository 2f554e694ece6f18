import type { SupportArea } from '../support-row.ts';

export const processRows: SupportArea = {
  area: 'processes',
  rows: [
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
  ],
};
