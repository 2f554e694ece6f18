import {
  byJobTypeOption,
  choiceOption,
  countOption,
  listOption,
  objectOption,
  type OptionChecks,
  type OptionsCall,
  runtimeOptionChecks,
  textOption,
} from '@jobwright/runtime/cluster';
import type { Camunda8Options } from './camunda8-options.ts';
import type { AttachConnectorsOptions, WorkerOptions } from './worker-options.ts';

const workerChecks: OptionChecks<WorkerOptions> = {
  workerName: textOption,
  activationTimeoutMs: countOption(),
  tenantIds: listOption("a list of tenants, such as ['acme']", textOption),
  streams: byJobTypeOption(choiceOption('auto', 'on', 'off')),
  lease: choiceOption('off', 'on'),
};

/** How the options of `camunda8` are checked. */
export const clusterOptionsCall: OptionsCall<Camunda8Options> = {
  of: 'camunda8',
  example: "{ settings: { ZEEBE_GRPC_ADDRESS: 'grpc://localhost:26500' } }",
  required: [],
  checks: {
    ...workerChecks,
    name: textOption,
    settings: objectOption("an object: { ZEEBE_GRPC_ADDRESS: 'grpc://localhost:26500' }"),
    transport: choiceOption('auto', 'grpc', 'rest'),
    environment: objectOption('an object of variables, such as process.env'),
    connectTimeoutMs: countOption({ mayBeInfinite: true }),
    maxConcurrentJobs: countOption(),
  },
};

/** How the options of `attachConnectors` are checked. */
export const attachOptionsCall: OptionsCall<AttachConnectorsOptions> = {
  of: 'attachConnectors',
  example: 'client, { connectors: [httpRest] }',
  required: ['connectors'],
  checks: { ...runtimeOptionChecks, ...workerChecks, physicalTenantId: textOption },
};
