export { blankAsAbsent, isBlankInput } from './blank-input.ts';
export {
  BpmnError,
  ConnectorError,
  type ConnectorFailure,
  type FailureKind,
  type FailureOptions,
  hasInputCause,
  InputError,
  type InputIssue,
  isConnectorFailure,
  RetryableError,
  type RetryOptions,
} from './connector-failure.ts';
export type { Connector } from './connector.ts';
export { isConnector, isForeignConnector } from './connector-marker.ts';
export { defineConnector } from './define-connector.ts';
export {
  type ChosenRetryFacts,
  defineErrors,
  type ErrorCodeOf,
  type ErrorDefinition,
  type ErrorFactory,
  type ErrorFacts,
  type ErrorRule,
  type ErrorTable,
  type RetryFacts,
} from './define-errors.ts';
export { defineOperation, type Operation, type OperationSpec } from './define-operation.ts';
export {
  documentInput,
  type DocumentInput,
  type DocumentLinkOptions,
  documentReference,
  type DocumentReference,
  type DocumentStore,
  isMediaType,
  type NewDocument,
  type OpenDocument,
  readDocument,
} from './documents.ts';
export { type EffectEntry, type EffectLog, noEffectLog } from './effect-log.ts';
export {
  type ExactDocument,
  type ExactJson,
  exactMember,
  parseExactJson,
  stringifyExactJson,
} from './exact-json.ts';
export { toProcessNumber } from './exact-number.ts';
export type { DiscriminatorMetadata, FeelMode, FieldMetadata } from './field-metadata.ts';
export { type Field, type FieldCondition, listFields } from './fields.ts';
export { isFromPage, isLoopbackHost, type RequestHeaders } from './is-from-page.ts';
export { isJsonObject, type JsonObject, type JsonValue, parseJson, stringifyJson } from './json.ts';
export { type Logger, type LogMethod, silentLogger } from './logger.ts';
export type { JobFacts, OperationContext } from './operation-context.ts';
export {
  type DatabaseAccess,
  type Destination,
  type EgressPolicy,
  openNetwork,
  type OriginLimits,
  type OutboundNetwork,
  type OutboundProxy,
  type TargetKind,
} from './outbound-network.ts';
export { parseInput, toPath } from './parse-input.ts';
export {
  type CloseOptions,
  createResourceScope,
  defineResource,
  type OwnedResourceScope,
  type Resource,
  type ResourceScope,
  type ResourceSpec,
} from './resource.ts';
export { listSecretValues, type SecretValue } from './secret-values.ts';
export type { FeelDate, FeelDateTime, FeelTime, FeelTimeOfDay } from './time/feel-time.ts';
export { readFeelTime } from './time/read-feel-time.ts';
export { toIsoTimeText, toUtcTime, writeFeelTime } from './time/write-feel-time.ts';
export type { TemplateFacts } from './template-facts.ts';
export {
  noTrace,
  runInSpan,
  toFailureCode,
  type Trace,
  type TraceAttributes,
  type TraceSpan,
} from './trace.ts';
export { decodeWindows1252 } from './windows-1252.ts';
export { defineEndableWork, type EndableWork } from './work/endable-work.ts';
export { type ModuleOptions, startModule } from './work/start-module.ts';
export { takeTurn } from './work/take-turn.ts';
export type { WorkLimits, WorkResult } from './work/run-on-thread.ts';
