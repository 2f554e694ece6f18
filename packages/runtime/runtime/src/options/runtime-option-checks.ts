import { isConnector, isForeignConnector } from '@jobwright/connector-sdk';
import type { RuntimeOptions } from '../runtime-options.ts';
import {
  byJobTypeOption,
  choiceOption,
  countOption,
  functionOption,
  isRecord,
  kindOf,
  listOption,
  mustBe,
  objectOption,
  type OptionCheck,
  type OptionChecks,
  textOption,
} from './option-checks.ts';

/** The options of a runtime, for all that takes them. */
export const runtimeOptionChecks: OptionChecks<RuntimeOptions> = {
  connectors: checkConnectors,
  secrets: checkSecrets,
  models: functionOption,
  hasVariable: functionOption,
  documents: objectOption('a document store', 'create', 'open'),
  maxExternalDocumentBytes: countOption(),
  network: objectOption(
    'a network: createOutboundNetwork({ ... }) of @jobwright/http-client',
    'findProxy',
    'limitsFor',
  ),
  effects: objectOption('an effect log: createFolderEffectLog(...)', 'find', 'begin', 'end'),
  marks: objectOption('job marks: createFolderJobMarks(...)', 'find', 'begin', 'pardon'),
  logger: objectOption('a logger, such as console or a pino logger', 'debug', 'info', 'warn', 'error'),
  observers: listOption('a list of observers', objectOption('an observer', 'activated')),
  maxConcurrentJobs: countOption(),
  maxJobsPerConnector: byJobTypeOption(countOption()),
  maxHeldBytes: countOption(),
  maxJobDurationMs: countOption(),
  deadlineExtensionMs: countOption(),
  maxRetryDelayMs: countOption(),
  idempotencyNamespace: textOption,
  expressions: objectOption("an object: { version: '8.10' }"),
};

const CONNECTORS = 'a list of connectors, such as [httpRest]';
const SECRETS = "{ provider: createStaticSecrets({ TOKEN: '...' }) }";

const scopeOption = choiceOption('model', 'any');

function checkConnectors(value: unknown): string | undefined {
  if (isConnector(value)) return `must be ${CONNECTORS}: put it into [ ]`;
  const list = listOption(CONNECTORS, checkConnector)(value);
  if (list !== undefined || !Array.isArray(value)) return list;
  const types = value.filter(isConnector).map(({ type }) => type);
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  return twice === undefined
    ? undefined
    : `must have each job type once. Two connectors have the job type ${twice}: leave one of them out`;
}

const checkConnector: OptionCheck = (value) => {
  if (isConnector(value)) return undefined;
  if (isForeignConnector(value))
    return `(${value.type}) was made by a version of @jobwright/connector-sdk that this one cannot run`;
  if (typeof value === 'string') return 'is a text: import the connector itself, such as httpRest';
  return `is ${kindOf(value)}: import it, or make it with defineConnector({ ... })`;
};

function checkSecrets(value: unknown): string | undefined {
  if (!isRecord(value)) return mustBe(`an object: ${SECRETS}`, value);
  const { provider, scope } = value;
  if (provider === undefined)
    return typeof value['getSecret'] === 'function'
      ? 'has no provider: write secrets: { provider: ... }'
      : `has no provider: write secrets: ${SECRETS}`;
  const mistake = objectOption(`a provider of secrets, such as ${SECRETS}`, 'getSecret')(provider);
  if (mistake !== undefined) return `.provider ${mistake}`;
  const wrong = scope === undefined ? undefined : scopeOption(scope);
  return wrong === undefined ? undefined : `.scope ${wrong}`;
}
