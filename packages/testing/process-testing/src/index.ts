export {
  type AssertOptions,
  assertThat,
  checkEventually,
  type DecisionAssert,
  type IncidentAssert,
  type ProcessInstanceAssert,
  type UserTaskAssert,
} from './assertions/assert-that.ts';
export type { AssertionTarget, Check } from './assertions/check.ts';
export { decisionChecks } from './assertions/decision-checks.ts';
export { elementChecks } from './assertions/element-checks.ts';
export { incidentChecks } from './assertions/incident-checks.ts';
export { processInstanceChecks } from './assertions/process-instance-checks.ts';
export { userTaskChecks } from './assertions/user-task-checks.ts';
export { type ExpectedVariables, type Requirement, variableChecks } from './assertions/variable-checks.ts';
export type { RecordedCall } from './backends/recording.ts';
export {
  type RecordedBackend,
  type RecordedBackendOptions,
  startRecordedBackend,
} from './backends/start-recorded-backend.ts';
export type { ClockCommands } from './commands/clock-commands.ts';
export type { DecisionCommands } from './commands/decision-commands.ts';
export type { IncidentCommands } from './commands/incident-commands.ts';
export type { CreateInstanceOptions, InstanceCommands } from './commands/instance-commands.ts';
export type { AdHocSubProcessResult, JobCommands, UserTaskListenerResult } from './commands/job-commands.ts';
export type { MessageCommands, MessageOptions, PublishOptions } from './commands/message-commands.ts';
export type { ChildProcessHandler, MockCommands } from './commands/mock-commands.ts';
export type { UserTaskCommands } from './commands/user-task-commands.ts';
export type {
  BehaviorAction,
  BehaviorCondition,
  ConditionalBehaviorBuilder,
} from './context/conditional-behaviors.ts';
export { closeProcessTests } from './context/open-tests.ts';
export type {
  DecisionTarget,
  IncidentTarget,
  ProcessInstanceTarget,
  UserTaskTarget,
} from './context/process-instance.ts';
export type { ResourceFile } from './context/read-resources.ts';
export type { TestContext } from './context/test-context.ts';
export type { TestSecrets } from './context/test-secrets.ts';
export type { JobWorkerMock, JobWorkerMockBuilder } from './jobs/mock-job-worker.ts';
export type { ConnectorOptions } from './jobs/run-connectors.ts';
export {
  BpmnError,
  type BpmnErrorOptions,
  type FailJobOptions,
  type HandlerResult,
  type JobHandler,
  type TestJob,
} from './jobs/test-job.ts';
export {
  type CoverageResult,
  type CoverageThresholds,
  type ProcessCoverage,
  type ProcessCoverageOptions,
  startProcessCoverage,
} from './process-coverage/start-process-coverage.ts';
export type {
  CoverageSummary,
  CoveredParts,
  ProcessCoverageSummary,
} from './process-coverage/summarize-coverage.ts';
export type { EventualProcessMatchers, ProcessMatchers } from './matchers/process-matchers.ts';
export {
  createProcessTest,
  type ProcessInstance,
  type ProcessTest,
  type ProcessTestOptions,
} from './process-test.ts';
export { ProcessTestError } from './process-test-error.ts';
export { type ProcessStart, runProcess, type RunProcessOptions } from './run-process.ts';
export type { Selection } from './selectors/resolve-selector.ts';
export { createSelector, type Selector } from './selectors/selector.ts';
export {
  type DecisionSelector,
  DecisionSelectors,
  type ElementSelector,
  ElementSelectors,
  type IncidentSelector,
  IncidentSelectors,
  type JobSelector,
  JobSelectors,
  type ProcessInstanceSelector,
  ProcessInstanceSelectors,
  type UserTaskSelector,
  UserTaskSelectors,
  type VariableSelector,
  VariableSelectors,
} from './selectors/selectors.ts';
export type {
  DecisionInfo,
  ElementInfo,
  IncidentInfo,
  JobInfo,
  ProcessInstanceInfo,
  UserTaskInfo,
  VariableInfo,
} from './views/infos.ts';
