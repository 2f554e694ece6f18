import type { JobDefinition } from './job-definition.ts';
import type { Expression } from './expression.ts';
import type { ClusterVariableRead, SecretPlace } from './read-secrets.ts';
import type { AdHoc } from './ad-hoc.ts';
import type { Binding } from './binding.ts';
import type { FormProperties } from './form-definition.ts';
import type { LinkedResource } from './linked-resource.ts';
import type { ExecutionListeners, TaskListeners } from './listeners.ts';

/**
 * A variable, or an entry of a context: made from a source, or a context made from entries (target `a.b`).
 */
export type Mapping =
  | { readonly name: string; readonly source: Expression }
  | { readonly name: string; readonly entries: readonly Mapping[] };

export interface OutgoingFlow {
  readonly id: string;
  readonly targetId: string;
  readonly condition?: Expression;
}

export interface TimerTrigger {
  readonly kind: 'timer';
  readonly timerType: 'duration' | 'date' | 'cycle';
  readonly expression: Expression;
}
export interface MessageTrigger {
  readonly kind: 'message';
  readonly messageName: Expression;
  /** Absent at the start event of a process. */
  readonly correlationKey?: Expression;
}
export interface SignalTrigger {
  readonly kind: 'signal';
  readonly signalName: Expression;
}
export interface ErrorTrigger {
  readonly kind: 'error';
  /** Absent: catches every error. */
  readonly errorCode?: string;
}
export interface EscalationTrigger {
  readonly kind: 'escalation';
  /** Absent: catches every escalation. */
  readonly escalationCode?: string;
}
export interface CompensationTrigger {
  readonly kind: 'compensation';
  /** The activity that undoes the one the event is attached to. */
  readonly handlerId: string;
}
export interface ConditionalTrigger {
  readonly kind: 'conditional';
  readonly condition: Expression;
  /** Absent: the variables that the condition names. */
  readonly variableNames?: readonly string[];
  /** Absent: both. */
  readonly variableEvents?: readonly VariableEvent[];
}
export type VariableEvent = 'create' | 'update';
/** What an element can wait for. */
export type AwaitedTrigger = TimerTrigger | MessageTrigger | SignalTrigger;
export type Trigger =
  AwaitedTrigger | ConditionalTrigger | ErrorTrigger | EscalationTrigger | CompensationTrigger;

/** Repeats an activity for each item of a list. */
export interface MultiInstance {
  readonly isSequential: boolean;
  readonly inputCollection: Expression;
  readonly inputElement?: string;
  readonly outputCollection?: string;
  readonly outputElement?: Expression;
  readonly completionCondition?: Expression;
}

/** What all nodes have. */
export interface NodeBase {
  readonly id: string;
  /** The type as the file names it, e.g. `serviceTask`. */
  readonly elementType: string;
  readonly name?: string;
  /** The process or sub-process that contains it; the process itself has none. */
  readonly scopeId?: string;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** Where its inputs put secrets. */
  readonly secrets?: readonly SecretPlace[];
  /** The cluster variables that its inputs read. */
  readonly variableReads?: readonly ClusterVariableRead[];
  /** In the order they are taken: the last sequence flow of the file first. */
  readonly outgoing: readonly OutgoingFlow[];
  readonly incomingIds: readonly string[];
  readonly boundaryIds: readonly string[];
  readonly multiInstance?: MultiInstance;
  readonly isForCompensation?: boolean;
  readonly listeners?: ExecutionListeners;
}

/** A process, a sub-process or an event sub-process. */
export interface ScopeNode extends NodeBase {
  readonly kind: 'scope';
  /** The none start event, or the only start event of an event sub-process. */
  readonly startId: string | undefined;
  /**
   * Start events that wait for something: the process's own, or those of the event sub-processes in a
   * sub-process.
   */
  readonly eventStartIds: readonly string[];
  /** Of an ad-hoc sub-process. */
  readonly adHoc?: AdHoc;
  /** The scope around one element that an ad-hoc sub-process activates, and what follows it. */
  readonly isAdHocInner?: boolean;
}
export interface StartNode extends NodeBase {
  readonly kind: 'start';
  /** The id of the deployed form that starts the process; it has no effect on the process. */
  readonly formId?: string;
  readonly trigger?: Trigger;
  /** Whether an event sub-process ends what else runs around it. */
  readonly interrupting: boolean;
}
/** Undefined and manual tasks, none events, catching links: nothing happens in them. */
export interface PassThroughNode extends NodeBase {
  readonly kind: 'passThrough';
}
export interface JobNode extends NodeBase, JobDefinition {
  readonly kind: 'job';
  readonly assignment?: UserTaskProperties;
  readonly linkedResources?: readonly LinkedResource[];
}
export interface UserTaskProperties extends FormProperties {
  readonly assignee?: Expression;
  readonly candidateGroups?: Expression;
  readonly candidateUsers?: Expression;
  readonly dueDate?: Expression;
  readonly followUpDate?: Expression;
  readonly priority?: Expression;
}
export interface UserTaskNode extends NodeBase {
  readonly kind: 'userTask';
  readonly taskListeners?: TaskListeners;
  readonly properties: UserTaskProperties;
  readonly headers: Readonly<Record<string, string>>;
}
export interface ScriptNode extends NodeBase {
  readonly kind: 'script';
  readonly expression: Expression;
  readonly resultVariable: string;
}
/** A business rule task that evaluates a decision. */
export interface CalledDecisionNode extends NodeBase {
  readonly kind: 'calledDecision';
  readonly decisionId: Expression;
  readonly resultVariable: string;
  readonly binding: Binding;
}
export interface CallActivityNode extends NodeBase {
  readonly kind: 'callActivity';
  readonly processId: Expression;
  readonly binding: Binding;
  /** Of the called process; absent: that of the caller. */
  readonly businessId?: Expression;
  readonly propagateAllParentVariables: boolean;
  readonly propagateAllChildVariables: boolean;
}
export interface ExclusiveGatewayNode extends NodeBase {
  readonly kind: 'exclusiveGateway';
  readonly defaultFlowId: string | undefined;
}
export interface InclusiveGatewayNode extends NodeBase {
  readonly kind: 'inclusiveGateway';
  readonly defaultFlowId: string | undefined;
}
export interface ParallelGatewayNode extends NodeBase {
  readonly kind: 'parallelGateway';
}
export interface EventBasedGatewayNode extends NodeBase {
  readonly kind: 'eventBasedGateway';
}
export interface CatchNode extends NodeBase {
  readonly kind: 'catch';
  readonly trigger: AwaitedTrigger | ConditionalTrigger;
}
export interface BoundaryNode extends NodeBase {
  readonly kind: 'boundary';
  readonly attachedToId: string;
  readonly interrupting: boolean;
  readonly trigger: Trigger;
}
export interface ErrorEndNode extends NodeBase {
  readonly kind: 'errorEnd';
  readonly errorCode: Expression;
}
export interface TerminateEndNode extends NodeBase {
  readonly kind: 'terminateEnd';
}
export interface EscalationThrowNode extends NodeBase {
  readonly kind: 'escalationThrow';
  readonly escalationCode: Expression;
}
export interface SignalThrowNode extends NodeBase {
  readonly kind: 'signalThrow';
  readonly signalName: Expression;
}
export interface LinkThrowNode extends NodeBase {
  readonly kind: 'linkThrow';
  /** The catching link of the same name. */
  readonly targetId: string;
}
export interface CompensationThrowNode extends NodeBase {
  readonly kind: 'compensationThrow';
  /** Absent: all completed activities of the scope are compensated. */
  readonly activityId?: string;
}

export type GraphNode =
  | ScopeNode
  | StartNode
  | PassThroughNode
  | JobNode
  | UserTaskNode
  | ScriptNode
  | CalledDecisionNode
  | CallActivityNode
  | ExclusiveGatewayNode
  | InclusiveGatewayNode
  | ParallelGatewayNode
  | EventBasedGatewayNode
  | CatchNode
  | BoundaryNode
  | ErrorEndNode
  | TerminateEndNode
  | EscalationThrowNode
  | SignalThrowNode
  | LinkThrowNode
  | CompensationThrowNode;

/** One executable process as plain data; the first node is the process itself. */
export interface ProcessGraph {
  readonly id: string;
  readonly name?: string;
  readonly versionTag?: string;
  readonly nodes: readonly GraphNode[];
}
