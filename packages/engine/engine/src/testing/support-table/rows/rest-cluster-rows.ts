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
        'GET /cluster/v2/status',
        'GET /cluster/v2/status/upgrade',
        'GET /cluster/v2/topology',
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
      what: 'user tasks: search, get, form',
      covers: [
        'POST /v2/user-tasks/search',
        'GET /v2/user-tasks/:userTaskKey',
        'GET /v2/user-tasks/:userTaskKey/form',
      ],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'user tasks are found while they wait and after their end, with their form',
      },
    },
    {
      what: 'audit log: what commands did to resources, instances and user tasks',
      covers: [
        'POST /v2/audit-logs/search',
        'GET /v2/audit-logs/:auditLogKey',
        'POST /v2/user-tasks/:userTaskKey/audit-logs/search',
      ],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'the audit log has what commands did',
      },
    },
    {
      what: 'message subscriptions and what they received: search',
      covers: ['POST /v2/message-subscriptions/search', 'POST /v2/correlated-message-subscriptions/search'],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'subscriptions to messages are found with what they received',
      },
    },
    {
      what: 'decisions and their files: search, get, XML',
      covers: [
        'POST /v2/decision-definitions/search',
        'GET /v2/decision-definitions/:decisionDefinitionKey',
        'GET /v2/decision-definitions/:decisionDefinitionKey/xml',
        'POST /v2/decision-requirements/search',
        'GET /v2/decision-requirements/:decisionRequirementsKey',
        'GET /v2/decision-requirements/:decisionRequirementsKey/xml',
      ],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'decisions, their files and their evaluations are found',
      },
    },
    {
      what: 'evaluated decisions: search, get, delete',
      covers: [
        'POST /v2/decision-instances/search',
        'GET /v2/decision-instances/:key',
        'POST /v2/decision-instances/:key/deletion',
        'POST /v2/decision-instances/deletion',
      ],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'decisions, their files and their evaluations are found',
      },
    },
    {
      what: 'batch operations and their items: search',
      covers: ['POST /v2/batch-operations/search', 'POST /v2/batch-operation-items/search'],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'batch operations and their items are found',
      },
    },
    {
      what: 'cluster variables: search',
      covers: ['POST /v2/cluster-variables/search'],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'cluster variables are found, long values cut',
      },
    },
    {
      what: 'names of the variables of a process',
      covers: ['POST /v2/process-definitions/:processDefinitionKey/variable-names/search'],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'the names of the variables of a process are found',
      },
    },
    {
      what: 'files: search; forms',
      covers: ['POST /v2/resources/search', 'GET /v2/forms/:formKey'],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'files and forms are found',
      },
    },
    {
      what: 'global listeners of user tasks: create, get, search, update, delete',
      covers: [
        'POST /v2/global-task-listeners',
        'POST /v2/global-task-listeners/search',
        'GET /v2/global-task-listeners/:id',
        'PUT /v2/global-task-listeners/:id',
        'DELETE /v2/global-task-listeners/:id',
      ],
      test: {
        file: 'src/gateway/rest/cluster-search.int.test.ts',
        title: 'listeners of all user tasks are created, changed, found and deleted',
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
      what: 'backups, exporters, modes, AI agents and secrets, with 501 and the reason',
      covers: [],
      refused: true,
      test: {
        file: 'src/gateway/rest/system-routes.int.test.ts',
        title: '%s %s says why it is not there',
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
