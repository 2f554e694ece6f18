import type { SupportArea } from '../support-row.ts';

const ROUTES_TEST = 'src/gateway/rest/search-routes.int.test.ts';

/** What finds processes, their instances, and what is in those. */
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
      what: 'process definitions: search, get, start form',
      covers: [
        'POST /v2/process-definitions/search',
        'GET /v2/process-definitions/:processDefinitionKey',
        'GET /v2/process-definitions/:processDefinitionKey/form',
      ],
      test: {
        file: ROUTES_TEST,
        title: 'process definitions are found, read, and have the form they start with',
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
    {
      what: 'process instances: sequence flows, counts of elements',
      covers: [
        'GET /v2/process-instances/:processInstanceKey/sequence-flows',
        'GET /v2/process-instances/:processInstanceKey/statistics/element-instances',
      ],
      test: {
        file: ROUTES_TEST,
        title: 'elements are found with their type, name and incident, and counted',
      },
    },
    {
      what: 'element instances: search, get, incidents',
      covers: [
        'POST /v2/element-instances/search',
        'GET /v2/element-instances/:elementInstanceKey',
        'POST /v2/element-instances/:elementInstanceKey/incidents/search',
      ],
      test: {
        file: ROUTES_TEST,
        title: 'elements are found with their type, name and incident, and counted',
      },
    },
    {
      what: 'variables: search, get, set',
      covers: [
        'POST /v2/variables/search',
        'GET /v2/variables/:variableKey',
        'PUT /v2/element-instances/:elementInstanceKey/variables',
      ],
      test: {
        file: ROUTES_TEST,
        title: 'variables are found in their scopes, shortened unless the request says otherwise, and set',
      },
    },
    {
      what: 'incidents: search, also of callers, get; call hierarchy',
      covers: [
        'POST /v2/incidents/search',
        'GET /v2/incidents/:incidentKey',
        'POST /v2/process-instances/:processInstanceKey/incidents/search',
        'GET /v2/process-instances/:processInstanceKey/call-hierarchy',
      ],
      test: {
        file: ROUTES_TEST,
        title: 'incidents are found at the caller too, and after they are resolved',
      },
    },
    {
      what: 'jobs: search',
      covers: ['POST /v2/jobs/search'],
      test: { file: ROUTES_TEST, title: 'jobs are found with what happened to them' },
    },
  ],
};
