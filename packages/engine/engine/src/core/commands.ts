import type { JsonObject } from '@jobwright/json';
import type {
  ClusterVariable,
  ClusterVariableName,
  CreateClusterVariableCommand,
  SetClusterVariableCommand,
} from './cluster-variable-types.ts';
import type { BatchOperation, CreateBatchCommand } from './batch/batch-types.ts';
import type { CorrelatedMessage, CorrelateMessageCommand } from './correlation-types.ts';
import type { Key } from './key.ts';
import type { BroadcastSignalCommand, PublishMessageCommand } from './message-types.ts';
import type { Deployment, ResourceView } from './deployment-types.ts';
import type { CreateInstanceCommand, ProcessInstance } from './instance-creation-types.ts';
import type { EvaluatedExpression, EvaluateExpressionCommand } from './expression-types.ts';
import type { Usage, UsagePeriod } from './usage-types.ts';
import type { DecisionResult } from './decisions/decision-result.ts';
import type { EvaluateDecisionCommand } from './decisions/evaluate-types.ts';
import type { GlobalListener } from './global-listener-types.ts';
import type { EngineCounts } from './engine-counts.ts';
import type { InstanceHistory } from './history-records.ts';
import type { Incident, InstanceEnd, InstanceView, JobView } from './instance-views.ts';
import type { SubscriptionView } from './subscription-view.ts';
import type { ConditionalEvaluation, EvaluateConditionsCommand } from './condition-types.ts';
import type { ActivatedJob, ActivateJobsCommand, FailJobCommand, ThrowErrorCommand } from './job-commands.ts';
import type { ActivateAdHocCommand, CompleteJobCommand } from './job-result.ts';
import type {
  UpdateJobPriorityCommand,
  UpdateJobRetriesCommand,
  UpdateJobTimeoutCommand,
} from './update-job-commands.ts';
import type { MigrateInstanceCommand } from './migrate/migrate-types.ts';
import type { ModifyInstanceCommand } from './modify/modify-types.ts';
import type {
  AssignUserTaskCommand,
  CompleteUserTaskCommand,
  UpdateUserTaskCommand,
  UserTaskView,
} from './user-task-types.ts';

export type {
  Deployment,
  DeployedDecision,
  DeployedDecisionRequirements,
  DeployedForm,
  DeployedProcess,
  DeployedResource,
  ResourceView,
} from './deployment-types.ts';
export type {
  CreateInstanceCommand,
  ProcessInstance,
  RuntimeInstruction,
} from './instance-creation-types.ts';
export type { Key };
export type { BroadcastSignalCommand, PublishMessageCommand };
export type { ActivatedJob, ActivateJobsCommand, FailJobCommand, ThrowErrorCommand };
export type { Incident, InstanceEnd, InstanceView, JobView } from './instance-views.ts';

/** Why a command was refused. Data, never thrown: each protocol renders it once. */
export interface Rejection {
  readonly code: 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'INVALID_STATE';
  /** The command as the broker names it in its answers, e.g. `COMPLETE`, `CREATE`. */
  readonly intent: string;
  readonly reason: string;
}

/** The answer of a command: its value, or why it was rejected. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly rejection: Rejection };

/** Time and timers of the engine; tests put their own in. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once at or after `at`; returns a function that cancels it. */
  schedule(at: number, callback: () => void): () => void;
}

/**
 * The engine's whole surface below the protocols. One thread: each command runs to quiescence before it
 * returns. The gRPC and REST layers translate to and from this and hold no state of instances.
 */
export interface EngineCore {
  deploy(command: {
    readonly resources: readonly { readonly name: string; readonly content: string }[];
    /** Default `<default>`. */
    readonly tenantId?: string;
  }): Promise<Result<Deployment>>;
  /** The file that a definition was deployed with. */
  processXml(processDefinitionKey: Key): string | undefined;
  /**
   * Deletes one version of a process, a form or another file. Running instances of a process go on to their
   * end.
   */
  deleteResource(command: { readonly resourceKey: Key }): Result<void>;
  /** A deployed form, RPA script or other file. */
  resource(resourceKey: Key): ResourceView | undefined;
  /** Evaluates a deployed decision. One that fails is an answer with `failure`. */
  evaluateDecision(command: EvaluateDecisionCommand): Result<DecisionResult>;
  /** Evaluates a FEEL expression by itself. */
  evaluateExpression(command: EvaluateExpressionCommand): Result<EvaluatedExpression>;
  createInstance(command: CreateInstanceCommand): Result<ProcessInstance>;
  cancelInstance(processInstanceKey: Key): Result<void>;
  modifyInstance(command: ModifyInstanceCommand): Result<void>;
  /** Gives a running process instance a business id, once; what already exists does not get it. */
  assignBusinessId(command: { readonly processInstanceKey: Key; readonly businessId: string }): Result<void>;
  migrateInstance(command: MigrateInstanceCommand): Result<void>;
  /** Forgets an instance that has ended, with its history. */
  deleteInstance(processInstanceKey: Key): Result<void>;
  /**
   * Does the same to all matching process instances; the matching ones are chosen at once, and done in the
   * background.
   */
  createBatch(command: CreateBatchCommand): Result<BatchOperation>;
  cancelBatch(batchOperationKey: Key): Result<void>;
  suspendBatch(batchOperationKey: Key): Result<void>;
  resumeBatch(batchOperationKey: Key): Result<void>;
  /** The progress of a batch operation; the last 1,000 that ended are remembered. */
  batch(batchOperationKey: Key): BatchOperation | undefined;
  /**
   * Calls back once when the instance ends (at once if it has already ended); returns a function that cancels
   * it.
   */
  onInstanceEnd(processInstanceKey: Key, listener: (end: InstanceEnd) => void): () => void;

  /** Jobs that are there now; never waits. Blank type and a timeout below 1 are rejected. */
  activateJobs(command: ActivateJobsCommand): Result<readonly ActivatedJob[]>;
  /**
   * A listener for one job type. It is called asynchronously with the jobs that became available; the
   * protocol layer then activates them. Streams register with `priority: 'stream'` and are called before
   * waiting polls.
   */
  onJobAvailable(
    type: string,
    listener: (jobKeys: readonly Key[]) => void,
    priority: 'stream' | 'poll',
  ): () => void;
  completeJob(command: CompleteJobCommand): Result<void>;
  failJob(command: FailJobCommand): Result<void>;
  throwError(command: ThrowErrorCommand): Result<void>;
  updateJobRetries(command: UpdateJobRetriesCommand): Result<void>;
  updateJobTimeout(command: UpdateJobTimeoutCommand): Result<void>;
  /** Moves a waiting job forwards or backwards; one that a worker has keeps it for later. */
  updateJobPriority(command: UpdateJobPriorityCommand): Result<void>;
  /** Activates elements of an ad-hoc sub-process that runs. */
  activateAdHocActivities(command: ActivateAdHocCommand): Result<void>;

  publishMessage(command: PublishMessageCommand): Result<{ readonly key: Key; readonly tenantId: string }>;
  /** Gives a message to what waits for it now; NOT_FOUND when nothing does. It is not buffered. */
  correlateMessage(command: CorrelateMessageCommand): Result<CorrelatedMessage>;
  broadcastSignal(command: BroadcastSignalCommand): Result<{ readonly key: Key; readonly tenantId: string }>;
  /** Starts instances at the conditional start events whose condition holds. */
  evaluateConditions(command: EvaluateConditionsCommand): Result<ConditionalEvaluation>;
  completeUserTask(command: CompleteUserTaskCommand): Result<void>;
  assignUserTask(command: AssignUserTaskCommand): Result<void>;
  updateUserTask(command: UpdateUserTaskCommand): Result<void>;
  /**
   * Stops the engine's clock, in milliseconds since 1970: timers, deadlines and back-offs wait until it is
   * moved or reset.
   */
  pinClock(command: { readonly timestampMs: number }): Result<void>;
  /** Lets the clock go on; what has fallen due meanwhile happens now. */
  resetClock(): Result<void>;
  /**
   * Calls back once when the listeners of a user task have all run, at once when none runs: with the
   * rejection when one of them denied what was asked. Returns a function that cancels it.
   */
  onUserTaskSettled(userTaskKey: Key, listener: (outcome: Result<void>) => void): () => void;
  resolveIncident(incidentKey: Key): Result<void>;
  setVariables(command: {
    readonly elementInstanceKey: Key;
    readonly variables: JsonObject;
    /**
     * Whether in the very scope of the element; else each in the nearest scope that has it. Default false.
     */
    readonly local?: boolean;
  }): Result<{ readonly key: Key }>;

  /** A listener of all user tasks. What begins from now on runs it. */
  createGlobalListener(listener: GlobalListener): Result<GlobalListener>;
  updateGlobalListener(listener: GlobalListener): Result<GlobalListener>;
  deleteGlobalListener(id: string): Result<void>;
  /** The listeners of all user tasks. */
  globalListeners(): readonly GlobalListener[];
  /** Forgets an evaluation of a decision, with what it required. */
  deleteDecisionInstance(evaluationKey: Key): Result<void>;

  createClusterVariable(command: CreateClusterVariableCommand): Result<ClusterVariable>;
  updateClusterVariable(command: SetClusterVariableCommand): Result<ClusterVariable>;
  deleteClusterVariable(variable: ClusterVariableName): Result<void>;
  clusterVariable(variable: ClusterVariableName): ClusterVariable | undefined;

  instance(processInstanceKey: Key): InstanceView | undefined;
  incidents(): readonly Incident[];
  /** The jobs of running instances, oldest first. */
  jobs(): readonly JobView[];
  /** The user tasks of running instances, oldest first. */
  userTasks(): readonly UserTaskView[];
  /** What waits for messages and signals, oldest first. */
  subscriptions(): readonly SubscriptionView[];
  /**
   * What a process instance passed: its elements, jobs, incidents and messages. Kept as long as `instance()`
   * knows it.
   */
  history(processInstanceKey: Key): InstanceHistory | undefined;
  /** What each tenant used within a time, as far as it is remembered. */
  usage(period: UsagePeriod): readonly Usage[];
  /** Counts of events since this engine started. */
  counts(): EngineCounts;
  /**
   * Resolves when nothing can go on by itself: no job is held or available, and no timer is due. Times out
   * with an error.
   */
  waitForIdle(options?: { readonly timeoutMs?: number }): Promise<void>;
  close(): void;
}
