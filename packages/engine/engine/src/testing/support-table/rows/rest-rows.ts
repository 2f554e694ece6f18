import type { SupportArea } from '../support-row.ts';

export const restRows: SupportArea = {
  area: 'REST',
  rows: [
    {
      what: 'evaluate a decision',
      covers: ['POST /v2/decision-definitions/evaluation'],
      test: {
        file: 'src/gateway/rest/decisions.int.test.ts',
        title: 'a decision is evaluated by its id or key',
      },
    },
    {
      what: 'topology',
      covers: ['GET /v2/topology'],
      test: {
        file: 'src/gateway/rest/documents.int.test.ts',
        title: 'topology is there; odd addresses are refused',
      },
    },
    {
      what: 'documents',
      covers: [
        'POST /v2/documents',
        'POST /v2/documents/batch',
        'GET /v2/documents/:documentId',
        'DELETE /v2/documents/:documentId',
        'POST /v2/documents/:documentId/links',
      ],
      test: {
        file: 'src/gateway/rest/documents.int.test.ts',
        title: 'the REST client of the SDK uploads, downloads and deletes a document',
      },
    },
    {
      what: 'the file of a process definition',
      covers: ['GET /v2/process-definitions/:processDefinitionKey/xml'],
      test: {
        file: 'src/gateway/rest/process-definitions.int.test.ts',
        title: 'gives the file that a definition was deployed with, each version its own',
      },
    },
    {
      what: 'process instances: cancellation, modification',
      covers: [
        'POST /v2/process-instances/:processInstanceKey/cancellation',
        'POST /v2/process-instances/:processInstanceKey/modification',
      ],
      test: {
        file: 'src/gateway/rest/process-instances.int.test.ts',
        title: 'an instance is modified and cancelled',
      },
    },
    {
      what: 'process instances: migration',
      covers: ['POST /v2/process-instances/:processInstanceKey/migration'],
      test: { file: 'src/gateway/rest/process-instances.int.test.ts', title: 'an instance is migrated' },
    },
    {
      what: 'jobs: activation by a long poll that may be given up, completion, failure, BPMN error',
      covers: [
        'POST /v2/jobs/activation',
        'POST /v2/jobs/:jobKey/completion',
        'POST /v2/jobs/:jobKey/failure',
        'POST /v2/jobs/:jobKey/error',
      ],
      test: {
        file: 'src/gateway/rest/job-activation.int.test.ts',
        title: 'come back at once when the client closes its connection as it gets them',
      },
    },
    {
      what: 'incidents: resolution; jobs: retries and timeout',
      covers: ['POST /v2/incidents/:incidentKey/resolution', 'PATCH /v2/jobs/:jobKey'],
      test: {
        file: 'src/gateway/rest/incidents-and-jobs.int.test.ts',
        title: 'a job gets retries and its incident is resolved',
      },
    },
    {
      what: 'messages: correlation',
      covers: ['POST /v2/messages/correlation'],
      test: {
        file: 'src/gateway/rest/messages-and-clock.int.test.ts',
        title: 'a message is correlated, or is not found',
      },
    },
    {
      what: 'messages: publication',
      covers: ['POST /v2/messages/publication'],
      test: {
        file: 'src/gateway/rest/messages-and-clock.int.test.ts',
        title: 'a message is published and waits for its time to live',
      },
    },
    {
      what: 'the clock: pinned and reset',
      covers: ['PUT /v2/clock', 'POST /v2/clock/reset'],
      test: {
        file: 'src/gateway/rest/messages-and-clock.int.test.ts',
        title: 'the clock is pinned and reset',
      },
    },
    {
      what: 'process instances: deletion',
      covers: ['POST /v2/process-instances/:processInstanceKey/deletion'],
      test: {
        file: 'src/gateway/rest/batch-operations.int.test.ts',
        title: 'instances are modified, migrated, their incidents resolved, and they are deleted',
      },
    },
    {
      what: 'batch operations: cancel, resolve incidents, modify, migrate, delete',
      covers: [
        'POST /v2/process-instances/cancellation',
        'POST /v2/process-instances/deletion',
        'POST /v2/process-instances/incident-resolution',
        'POST /v2/process-instances/modification',
        'POST /v2/process-instances/migration',
        'POST /v2/process-instances/:processInstanceKey/incident-resolution',
      ],
      test: {
        file: 'src/gateway/rest/batch-operations.int.test.ts',
        title: 'instances are modified, migrated, their incidents resolved, and they are deleted',
      },
    },
    {
      what: 'batch operations: progress, cancellation, suspension, resumption',
      covers: [
        'GET /v2/batch-operations/:batchOperationKey',
        'POST /v2/batch-operations/:batchOperationKey/cancellation',
        'POST /v2/batch-operations/:batchOperationKey/suspension',
        'POST /v2/batch-operations/:batchOperationKey/resumption',
      ],
      test: {
        file: 'src/gateway/rest/batch-operations.int.test.ts',
        title: 'instances are cancelled by filter, and their progress can be read',
      },
    },
    {
      what: 'filters by fields and conditions that the specification does not have',
      covers: [],
      refused: true,
      test: {
        file: 'src/gateway/rest/batch-operations.int.test.ts',
        title: 'a filter that is not understood is refused by name',
      },
    },
    {
      what: 'RPA scripts and other files, and the deletion of what was deployed',
      covers: [
        'GET /v2/resources/:resourceKey',
        'GET /v2/resources/:resourceKey/content',
        'GET /v2/resources/:resourceKey/content/binary',
        'POST /v2/resources/:resourceKey/deletion',
      ],
      test: {
        file: 'src/gateway/rest/resources.int.test.ts',
        title: 'an RPA script is found with its content',
      },
    },
    {
      what: 'user tasks: completion, assignment, update',
      covers: [
        'POST /v2/user-tasks/:userTaskKey/completion',
        'POST /v2/user-tasks/:userTaskKey/assignment',
        'DELETE /v2/user-tasks/:userTaskKey/assignee',
        'PATCH /v2/user-tasks/:userTaskKey',
      ],
      test: {
        file: 'src/gateway/rest/user-tasks.int.test.ts',
        title: 'a user task is assigned, changed, given back and completed',
      },
    },
    {
      what: 'signals',
      covers: ['POST /v2/signals/broadcast'],
      test: { file: 'src/gateway/rest/user-tasks.int.test.ts', title: 'a signal is broadcast' },
    },
    {
      what: 'activation of ad-hoc activities',
      covers: ['POST /v2/element-instances/ad-hoc-activities/:key/activation'],
      test: {
        file: 'src/gateway/rest/ad-hoc.int.test.ts',
        title: 'elements of an ad-hoc sub-process are activated',
      },
    },
    {
      what: 'cluster variables, global and of tenants: create, get, update, delete',
      covers: [
        'POST /v2/cluster-variables/global',
        'GET /v2/cluster-variables/global/:name',
        'PUT /v2/cluster-variables/global/:name',
        'DELETE /v2/cluster-variables/global/:name',
        'POST /v2/cluster-variables/tenants/:tenantId',
        'GET /v2/cluster-variables/tenants/:tenantId/:name',
        'PUT /v2/cluster-variables/tenants/:tenantId/:name',
        'DELETE /v2/cluster-variables/tenants/:tenantId/:name',
      ],
      test: {
        file: 'src/gateway/rest/cluster-variables.int.test.ts',
        title: 'a variable below %s is created, read, updated and deleted',
      },
    },
    {
      what: 'late business id of a process instance',
      covers: ['POST /v2/process-instances/:processInstanceKey/business-id-assignment'],
      test: {
        file: 'src/gateway/rest/cluster-variables.int.test.ts',
        title: 'a process instance gets a business id late',
      },
    },
    {
      what: 'evaluation of conditional start events',
      covers: ['POST /v2/conditionals/evaluation'],
      test: {
        file: 'src/gateway/conditionals.int.test.ts',
        title: 'conditional start events are looked at over gRPC and REST',
      },
    },
    {
      what: 'leases of jobs, and the priority of one',
      covers: [],
      test: {
        file: 'src/gateway/rest/job-activation.int.test.ts',
        title: 'a job with a lease is settled with its token alone',
      },
    },
  ],
};
