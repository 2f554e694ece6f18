import {
  choiceOption,
  countOption,
  listOption,
  objectOption,
  type OptionCheck,
  type OptionChecks,
  type OptionsCall,
  runtimeOptionChecks,
  textOption,
} from '@jobwright/runtime/cluster';
import type { EngineSettings } from './engine/engine-settings.ts';
import type { AttachConnectorsOptions, Camunda7Options, WorkerOptions } from './worker-options.ts';

const URL_TEXT = "an address, such as 'http://localhost:8080/engine-rest'";

const addresses = listOption(`${URL_TEXT}, or a list of them`, textOption);
/** Numbers of the engine have 32 bits. */
const count = countOption({ max: 2_147_483_647 });
/** The engine keeps no poll longer. */
const MAX_POLL_MS = 1_800_000;

const flag: OptionCheck = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const authenticationMethod = choiceOption('none', 'basic', 'bearer', 'oidc');

const settingsChecks: OptionChecks<EngineSettings> = {
  url: (value) => (typeof value === 'string' ? undefined : addresses(value)),
  authentication: (value) => {
    const mistake = objectOption("an object: { method: 'basic', username, password }")(value);
    if (mistake !== undefined || typeof value !== 'object' || value === null) return mistake;
    const wrong = authenticationMethod(Reflect.get(value, 'method'));
    return wrong === undefined ? undefined : `.method ${wrong}`;
  },
  tls: objectOption('an object: { caFile }'),
};

const workerChecks: OptionChecks<WorkerOptions> = {
  topics: objectOption("an object: { 'io.camunda:http-json:1': 'rest-calls' }"),
  workerName: textOption,
  lockDurationMs: count,
  pollMs: countOption({ max: MAX_POLL_MS }),
  defaultRetries: count,
  maxDocumentBytes: countOption(),
  tenantIds: listOption("a list of tenants, such as ['acme']", textOption),
  withoutTenant: flag,
  processDefinitionKeys: listOption("a list of process ids, such as ['order']", textOption),
  processDefinitionVersionTag: textOption,
  jsonVariables: flag,
  maxTextCharacters: countOption(),
};

/** How the options of `camunda7` are checked. */
export const clusterOptionsCall: OptionsCall<Camunda7Options> = {
  of: 'camunda7',
  example: "{ url: 'http://localhost:8080/engine-rest' }",
  required: ['url'],
  checks: {
    ...settingsChecks,
    ...workerChecks,
    name: textOption,
    connectTimeoutMs: countOption({ mayBeInfinite: true }),
    maxConcurrentJobs: countOption(),
  },
};

/** How the options of `attachConnectors` are checked. */
export const attachOptionsCall: OptionsCall<AttachConnectorsOptions> = {
  of: 'attachConnectors',
  example: 'client, { connectors: [httpRest] }',
  required: ['connectors'],
  checks: { ...runtimeOptionChecks, ...settingsChecks, ...workerChecks },
};
