import type { SupportArea } from '../support-row.ts';

export const grpcRows: SupportArea = {
  area: 'gRPC',
  rows: [
    {
      what: 'Topology',
      covers: ['rpc Topology'],
      test: { file: 'src/gateway/grpc/sdk-client.int.test.ts', title: 'topology shows one healthy broker' },
    },
    {
      what: 'DeployResource, DeployProcess',
      covers: ['rpc DeployResource', 'rpc DeployProcess'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'deploys, creates, works and completes',
      },
    },
    {
      what: 'CreateProcessInstance',
      covers: ['rpc CreateProcessInstance'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'deploys, creates, works and completes',
      },
    },
    {
      what: 'CreateProcessInstance with start instructions, and to be terminated after an element',
      covers: [],
      test: {
        file: 'src/gateway/grpc/instance-calls.int.test.ts',
        title: 'CreateProcessInstance starts at elements and terminates after one',
      },
    },
    {
      what: 'CreateProcessInstanceWithResult',
      covers: ['rpc CreateProcessInstanceWithResult'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'the result of an instance may be narrowed, and may be late',
      },
    },
    {
      what: 'CancelProcessInstance',
      covers: ['rpc CancelProcessInstance'],
      test: { file: 'src/gateway/grpc/sdk-client.int.test.ts', title: 'an instance is cancelled' },
    },
    {
      what: 'SetVariables',
      covers: ['rpc SetVariables'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'variables are set on a running instance',
      },
    },
    {
      what: 'ActivateJobs',
      covers: ['rpc ActivateJobs'],
      test: { file: 'src/gateway/grpc/sdk-client.int.test.ts', title: 'a worker does jobs as they come' },
    },
    {
      what: 'StreamActivatedJobs',
      covers: ['rpc StreamActivatedJobs'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'a worker of a stream does jobs from before and after it was opened',
      },
    },
    {
      what: 'CompleteJob, FailJob, ThrowError',
      covers: ['rpc CompleteJob', 'rpc FailJob', 'rpc ThrowError'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'a worker throws a BPMN error and the process catches it',
      },
    },
    {
      what: 'CompleteJob with a result: of an ad-hoc sub-process',
      covers: [],
      test: {
        file: 'src/gateway/grpc/job-results.int.test.ts',
        title: 'the worker of an ad-hoc sub-process says what is activated',
      },
    },
    {
      what: 'CompleteJob with a result: of a task listener',
      covers: [],
      test: {
        file: 'src/gateway/grpc/job-results.int.test.ts',
        title: 'the listener of a user task corrects it, or denies its completion',
      },
    },
    {
      what: 'UpdateJobRetries, ResolveIncident',
      covers: ['rpc UpdateJobRetries', 'rpc ResolveIncident'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'a job that failed for good is an incident; repaired, it goes on',
      },
    },
    {
      what: 'UpdateJobTimeout',
      covers: ['rpc UpdateJobTimeout'],
      test: {
        file: 'src/gateway/grpc/gateway-scenarios.int.test.ts',
        title: 'the embedded engine answers as the recorded broker',
      },
    },
    {
      what: 'PublishMessage',
      covers: ['rpc PublishMessage'],
      test: {
        file: 'src/gateway/grpc/sdk-client.int.test.ts',
        title: 'a message reaches the instance that waits for it',
      },
    },
    {
      what: 'BroadcastSignal',
      covers: ['rpc BroadcastSignal'],
      test: { file: 'src/gateway/grpc/sdk-client.int.test.ts', title: 'a signal is broadcast' },
    },
    {
      what: 'DeleteResource',
      covers: ['rpc DeleteResource'],
      test: {
        file: 'src/gateway/grpc/deployment-calls.int.test.ts',
        title: 'DeleteResource deletes one version',
      },
    },
    {
      what: 'EvaluateDecision',
      covers: ['rpc EvaluateDecision'],
      test: { file: 'src/gateway/grpc/decisions.int.test.ts', title: 'a decision is deployed and evaluated' },
    },
    {
      what: 'EvaluateConditional',
      covers: ['rpc EvaluateConditional'],
      test: {
        file: 'src/gateway/conditionals.int.test.ts',
        title: 'conditional start events are looked at over gRPC and REST',
      },
    },
    {
      what: 'MigrateProcessInstance',
      covers: ['rpc MigrateProcessInstance'],
      test: {
        file: 'src/gateway/rest/process-instances.int.test.ts',
        title: 'Camunda’s client migrates an instance',
      },
    },
    {
      what: 'ModifyProcessInstance',
      covers: ['rpc ModifyProcessInstance'],
      test: {
        file: 'src/gateway/rest/process-instances.int.test.ts',
        title: 'Camunda’s client modifies an instance',
      },
    },
    {
      what: 'ModifyProcessInstance with moves, and terminating by element',
      covers: [],
      test: {
        file: 'src/gateway/grpc/protocol-8-10.int.test.ts',
        title: 'ModifyProcessInstance moves tokens, and terminates by element',
      },
    },
    {
      what: 'AssignProcessInstanceBusinessId, CompleteJob with a business id',
      covers: ['rpc AssignProcessInstanceBusinessId'],
      test: {
        file: 'src/gateway/grpc/protocol-8-10.int.test.ts',
        title: 'AssignProcessInstanceBusinessId and CompleteJob assign a business id',
      },
    },
    {
      what: 'UpdateJobPriority',
      covers: ['rpc UpdateJobPriority'],
      test: {
        file: 'src/gateway/grpc/protocol-8-10.int.test.ts',
        title: 'UpdateJobPriority moves a job forwards',
      },
    },
    {
      what: 'leases of jobs: withLease, jobLeaseToken',
      covers: [],
      test: {
        file: 'src/gateway/grpc/protocol-8-10.int.test.ts',
        title: 'leases',
      },
    },
    {
      what: 'tags, priority and business id of jobs',
      covers: [],
      test: {
        file: 'src/gateway/grpc/protocol-8-10.int.test.ts',
        title: 'a job tells its priority, tags and business id',
      },
    },
    {
      what: 'physical tenants: metadata Camunda-Physical-Tenant, path /physical-tenants/ID/v2',
      covers: [],
      test: { file: 'src/gateway/physical-tenants.int.test.ts', title: 'physical tenants' },
    },
  ],
};
