import type { SupportArea } from '../support-row.ts';

const modification = 'src/core/modify/modify-instance.test.ts';

export const commandRows: SupportArea = {
  area: 'commands',
  rows: [
    {
      what: 'modification: activate, with variables and missing scopes',
      covers: [],
      test: {
        file: modification,
        title: 'makes the scopes that are missing, active and with their subscriptions',
      },
    },
    {
      what: 'modification: move and terminate, by key or element id',
      covers: [],
      test: { file: modification, title: 'moves by element id, by key and terminates by element id' },
    },
    {
      what: 'modification: an instance inside a multi-instance activity that has to be made',
      covers: [],
      refused: true,
      test: { file: modification, title: 'activates the whole activity, but not an instance of it' },
    },
  ],
};
