import type { SupportArea } from '../support-row.ts';

const ROUTES_TEST = 'src/gateway/rest/search-routes.int.test.ts';
const STATISTICS_TEST = 'src/gateway/rest/statistics.int.test.ts';

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
      what: 'variables of user tasks: search',
      covers: [
        'POST /v2/user-tasks/:userTaskKey/variables/search',
        'POST /v2/user-tasks/:userTaskKey/effective-variables/search',
      ],
      test: {
        file: ROUTES_TEST,
        title: 'a user task has the variables of all scopes around it, and in effect those of the innermost',
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
    {
      what: 'process instances: creation, perhaps waiting for the end',
      covers: ['POST /v2/process-instances'],
      test: {
        file: 'src/gateway/rest/process-instance-creation.int.test.ts',
        title: 'a request that waits is answered with the variables at the end, or that the time is up',
      },
    },
    {
      what: 'statistics of running instances, by process and by version',
      covers: [
        'POST /v2/process-definitions/statistics/process-instances',
        'POST /v2/process-definitions/statistics/process-instances-by-version',
      ],
      test: {
        file: STATISTICS_TEST,
        title: 'running instances are counted by process and by version, with and without incidents',
      },
    },
    {
      what: 'statistics of elements and message subscriptions of a process',
      covers: [
        'POST /v2/process-definitions/:processDefinitionKey/statistics/element-instances',
        'POST /v2/process-definitions/statistics/message-subscriptions',
      ],
      test: {
        file: STATISTICS_TEST,
        title: 'elements are counted over the instances of a definition that match',
      },
    },
    {
      what: 'statistics of incidents',
      covers: [
        'POST /v2/incidents/statistics/process-instances-by-error',
        'POST /v2/incidents/statistics/process-instances-by-definition',
      ],
      test: { file: STATISTICS_TEST, title: 'incidents are counted by error, and an error by definition' },
    },
    {
      what: 'statistics of jobs',
      covers: [
        'GET /v2/jobs/statistics/global',
        'POST /v2/jobs/statistics/by-types',
        'POST /v2/jobs/statistics/by-workers',
        'POST /v2/jobs/statistics/time-series',
        'POST /v2/jobs/statistics/errors',
      ],
      test: {
        file: STATISTICS_TEST,
        title: 'jobs are counted as a whole, by type, worker, time and error',
      },
    },
  ],
};
