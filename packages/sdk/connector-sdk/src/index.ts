export {
  type CloseOptions,
  createResourceScope,
  defineEndableWork,
  defineResource,
  type EndableWork,
  type OwnedResourceScope,
  type Resource,
  type ResourceScope,
  type ResourceSpec,
  startModule,
  type WorkLimits,
  type WorkResult,
} from '@jobwright/concurrency';
export {
  type FeelDate,
  type FeelDateTime,
  type FeelTime,
  type FeelTimeOfDay,
  readFeelTime,
  toIsoTimeText,
  toUtcTime,
  writeFeelTime,
} from '@jobwright/feel-time';
export {
  type ExactDocument,
  type ExactJson,
  exactMember,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseExactJson,
  parseJson,
  stringifyExactJson,
  stringifyJson,
  toProcessNumber,
} from '@jobwright/json';
export { blankAsAbsent, isBlankInput } from './blank-input.ts';
export {
  BpmnError,
  ConnectorError,
  type ConnectorFailure,
  type FailedRequest,
  type FailureKind,
  type FailureOptions,
  hasInputCause,
  InputError,
  type InputIssue,
  isConnectorFailure,
  RetryableError,
  type RetryOptions,
  withRequest,
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
  type DocumentCallOptions,
  type NewDocument,
  type OpenDocument,
  readDocument,
} from './documents.ts';
export { type EffectEntry, type EffectLog, noEffectLog } from './effect-log.ts';
export type { DiscriminatorMetadata, FeelMode, FieldMetadata } from './field-metadata.ts';
export { type Field, type FieldCondition, listFields } from './fields.ts';
export { type Logger, type LogLevel, type LogMethod, silentLogger } from './logger.ts';
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
export { listSecretValues, type SecretValue } from './secret-values.ts';
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
