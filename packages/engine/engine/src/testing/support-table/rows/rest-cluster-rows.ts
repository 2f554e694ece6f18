import type { SupportArea } from '../support-row.ts';

/** Deployments, the cluster, and what can be searched besides instances. */
export const restClusterRows: SupportArea = {
  area: 'REST',
  rows: [
    {
      what: 'deployments',
      covers: ['POST /v2/deployments'],
      test: {
        file: 'src/gateway/rest/system-routes.int.test.ts',
        title: 'a deployment is answered with what it deployed, each in its field',
      },
    },
    {
      what: 'status, licence, configuration, the user',
      covers: [
        'GET /v2/status',
        'GET /v2/license',
        'GET /v2/authentication/me',
        'GET /v2/system/configuration',
      ],
      test: {
        file: 'src/gateway/rest/system-routes.int.test.ts',
        title: 'the cluster says how it is',
      },
    },
    {
      what: 'usage metrics',
      covers: ['GET /v2/system/usage-metrics'],
      test: {
        file: 'src/gateway/rest/system-routes.int.test.ts',
        title: 'usage counts root instances within a time',
      },
    },
    {
      what: 'evaluation of expressions',
      covers: ['POST /v2/expression/evaluation'],
      test: {
        file: 'src/gateway/rest/system-routes.int.test.ts',
        title: 'an expression is evaluated with variables, cluster variables and those of a scope',
      },
    },
    {
      what: 'users, groups, roles, mapping rules, authorizations, tenants: off, with 403',
      covers: [
        '/v2/authorizations',
        '/v2/groups',
        '/v2/mapping-rules',
        '/v2/roles',
        '/v2/setup/user',
        '/v2/tenants',
        '/v2/users',
      ],
      refused: true,
      test: {
        file: 'src/gateway/rest/system-routes.int.test.ts',
        title: '%s %s says that it is off',
      },
    },
    {
      what: 'unknown paths and methods, with 404 and 405',
      covers: [],
      refused: true,
      test: {
        file: 'src/gateway/rest/system-routes.int.test.ts',
        title: 'an unknown path is not found, and another method not supported',
      },
    },
  ],
};
