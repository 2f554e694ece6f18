import type { SupportArea } from '../support-row.ts';

export const restSearchRows: SupportArea = {
  area: 'REST',
  rows: [
    {
      what: 'searches: filters, sorting, pages by offset and by cursor',
      covers: [],
      test: {
        file: 'src/gateway/rest/search/answer-search.test.ts',
        title: 'goes forwards and backwards by cursors, also when records have come or gone',
      },
    },
    {
      what: 'process instances: search and get, running and ended',
      covers: ['POST /v2/process-instances/search', 'GET /v2/process-instances/:processInstanceKey'],
      test: {
        file: 'src/gateway/rest/process-instance-search.int.test.ts',
        title: 'process instances are found, live and ended, and one is read by its key',
      },
    },
  ],
};
