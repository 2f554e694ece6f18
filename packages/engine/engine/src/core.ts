export type {
  ClusterVariable,
  ClusterVariableKind,
  ClusterVariableName,
  ClusterVariableScope,
  CreateClusterVariableCommand,
  SetClusterVariableCommand,
} from './core/cluster-variable-types.ts';
export type {
  ActivatedJob,
  ActivateJobsCommand,
  BroadcastSignalCommand,
  Clock,
  CreateInstanceCommand,
  DeployedDecision,
  DeployedDecisionRequirements,
  DeployedForm,
  DeployedProcess,
  DeployedResource,
  Deployment,
  EngineCore,
  FailJobCommand,
  Incident,
  InstanceEnd,
  InstanceView,
  JobView,
  Key,
  ProcessInstance,
  PublishMessageCommand,
  Rejection,
  ResourceView,
  Result,
  RuntimeInstruction,
  ThrowErrorCommand,
} from './core/commands.ts';
export type { DecisionPassage } from './core/decisions/decision-passage.ts';
export type {
  DecisionInput,
  DecisionResult,
  DecisionRule,
  DecisionStep,
} from './core/decisions/decision-result.ts';
export type { EvaluateDecisionCommand } from './core/decisions/evaluate-types.ts';
export type { EngineCounts } from './core/engine-counts.ts';
export { createEngineCore, type EngineCoreOptions } from './core/engine-core.ts';
export type {
  EngineObserver,
  ObservedElement,
  ObservedFlow,
  ObservedUserTask,
} from './core/engine-observer.ts';
export { createModelCache, type ModelCache } from './core/model-cache.ts';
export type { SubscriptionView } from './core/subscription-view.ts';
export type {
  ElementPassage,
  IncidentPassage,
  InstanceHistory,
  JobPassage,
  MessagePassage,
} from './core/history-records.ts';
export type {
  BatchAction,
  BatchFailure,
  BatchMove,
  BatchOperation,
  BatchState,
  CreateBatchCommand,
} from './core/batch/batch-types.ts';
export type { FieldFilters, FilterField, InstanceFilter } from './core/batch/instance-filter.ts';
export type { FieldFilter, FilterValue } from './core/search/field-filter.ts';
export type { VariableFilter } from './core/search/search-filter.ts';
export type { CorrelatedMessage, CorrelateMessageCommand } from './core/correlation-types.ts';
export type { MappingInstruction, MigrateInstanceCommand } from './core/migrate/migrate-types.ts';
export type {
  ActivateInstruction,
  AncestorScope,
  ModifyInstanceCommand,
  MoveInstruction,
  TerminateInstruction,
  VariableInstruction,
} from './core/modify/modify-types.ts';
export type {
  AssignUserTaskCommand,
  CompleteUserTaskCommand,
  UpdateUserTaskCommand,
  UserTaskProperties,
  UserTaskView,
} from './core/user-task-types.ts';
export type { JobKind, ListenerEventType } from './core/job-kinds.ts';
export type { TaskChanges } from './core/task-transition.ts';
export type { ConditionalEvaluation, EvaluateConditionsCommand } from './core/condition-types.ts';
export type {
  ActivateAdHocCommand,
  AdHocJobResult,
  CompleteJobCommand,
  ElementActivation,
  JobResult,
  TaskListenerResult,
} from './core/job-result.ts';
export type { SecretProvider } from './core/secret-provider.ts';
export { type ElementOfInstance, seesVariable } from './core/sees-variable.ts';
export { createSystemClock } from './core/system-clock.ts';
export { createTestClock, type TestClock } from './core/test-clock.ts';
export type { DefinitionRecord } from './core/records/definition-record.ts';
export type { ElementRecord } from './core/records/element-record.ts';
export type { EngineRecords } from './core/records/engine-records.ts';
export type { SearchableCore } from './core/searchable-core.ts';
export type { IncidentEntry } from './core/records/incident-record.ts';
export type { InstanceRecord } from './core/records/instance-types.ts';
export type { JobEntry } from './core/records/job-record.ts';
export type { VariableRecord } from './core/records/variable-record.ts';
export { checkResource, type ResourceCheck, type ResourceProblem } from './model/check-resource.ts';
