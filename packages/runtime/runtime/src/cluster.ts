export { checkOptions, type OptionsCall } from './options/check-options.ts';
export {
  byJobTypeOption,
  choiceOption,
  countOption,
  listOption,
  objectOption,
  type OptionCheck,
  type OptionChecks,
  textOption,
} from './options/option-checks.ts';
export { runtimeOptionChecks } from './options/runtime-option-checks.ts';
export { warningLogger } from './observe/warning-logger.ts';
export { type AskingAgain, askUntilAnswered } from './cluster/ask-until-answered.ts';
export type { CallBounds } from './cluster/call-bounds.ts';
export type { ClusterCredentials, Headers } from './cluster/call-credentials.ts';
export {
  askedPauseMs,
  grpcStatusOf,
  isDoubtful,
  isGone,
  isPushback,
  isTransient,
  isUnsupported,
} from './cluster/call-failures.ts';
export { type CallPauses, createCallPauses } from './cluster/call-pauses.ts';
export { type CallDeadline, startCallDeadline, streamBounds } from './cluster/call-deadline.ts';
export type { ClusterAuthentication, ClusterTls, OidcAuthentication } from './cluster/cluster-access.ts';
export {
  ClusterCallError,
  type ClusterCallErrorOptions,
  type ClusterCallFailure,
  hasNoCredentials,
  isOfCertificate,
  timeoutError,
} from './cluster/cluster-call-error.ts';
export { closeOnce } from './cluster/close-once.ts';
export { createClusterCredentials, waitForCredentials } from './cluster/cluster-credentials.ts';
export { type ClusterHttp, type ClusterHttpOptions, createClusterHttp } from './cluster/cluster-http.ts';
export { loadTlsTexts, type TlsTexts } from './cluster/cluster-tls.ts';
export { type ConnectionState, createConnectionState } from './cluster/connection-state.ts';
export { failureOfStatus } from './cluster/failure-of-status.ts';
export { GrpcStatus } from './cluster/grpc-status.ts';
export { createJobHttp } from './cluster/job-http.ts';
export { readText } from './cluster/read-text.ts';
export {
  createRestRequests,
  isConnectionLost,
  type OpenRest,
  requestError,
  type RestBounds,
  type RestOptions,
  type RestRequest,
} from './cluster/rest-requests.ts';
export { type AnswerAttempts, attemptBounds, settleWithRetries } from './cluster/settle-with-retries.ts';
export { type AnswerWait, waitForAnswer } from './cluster/wait-for-answer.ts';
export type {
  ClusterOperations,
  Incident,
  IncidentFilter,
  InstanceFilter,
  InstanceStart,
  InstanceState,
  Listed,
  ListBounds,
  OperatedElement,
  OperatedInstance,
  Resolution,
  StartedInstance,
} from './operations/cluster-operations.ts';
