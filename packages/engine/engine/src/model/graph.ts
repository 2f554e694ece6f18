/** FEEL when it starts with `=` and has more than that; else the text itself. */
export type Expression = string;

export const isFeel = (expression: Expression): boolean =>
  expression.length > 1 && expression.startsWith('=');

/** A variable, or an entry of a context: made from a source, or a context made from entries (target `a.b`). */
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
  readonly correlationKey: Expression;
}

export interface ErrorTrigger {
  readonly kind: 'error';
  /** Absent: catches every error. */
  readonly errorCode?: string;
}

interface NodeBase {
  readonly id: string;
  /** The type as the file names it, e.g. `serviceTask`. */
  readonly elementType: string;
  /** The embedded sub-process or process it stands in; the process itself has none. */
  readonly scopeId?: string;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** In the order they are taken: the last sequence flow of the file first. */
  readonly outgoing: readonly OutgoingFlow[];
  readonly incomingIds: readonly string[];
  readonly boundaryIds: readonly string[];
}

export interface ScopeNode extends NodeBase {
  readonly kind: 'scope';
  readonly startId: string | undefined;
}
/** Start events, undefined and manual tasks, none events: nothing happens in them. */
export interface PassThroughNode extends NodeBase {
  readonly kind: 'passThrough';
}
export interface JobNode extends NodeBase {
  readonly kind: 'job';
  readonly jobType: Expression;
  readonly retries: Expression;
  readonly headers: Readonly<Record<string, string>>;
}
export interface ExclusiveGatewayNode extends NodeBase {
  readonly kind: 'exclusiveGateway';
  readonly defaultFlowId: string | undefined;
}
export interface ParallelGatewayNode extends NodeBase {
  readonly kind: 'parallelGateway';
}
export interface CatchNode extends NodeBase {
  readonly kind: 'catch';
  readonly trigger: TimerTrigger | MessageTrigger;
}
export interface BoundaryNode extends NodeBase {
  readonly kind: 'boundary';
  readonly attachedToId: string;
  readonly interrupting: boolean;
  readonly trigger: TimerTrigger | MessageTrigger | ErrorTrigger;
}
export interface ErrorEndNode extends NodeBase {
  readonly kind: 'errorEnd';
  readonly errorCode: Expression;
}
export interface TerminateEndNode extends NodeBase {
  readonly kind: 'terminateEnd';
}

export type GraphNode =
  | ScopeNode
  | PassThroughNode
  | JobNode
  | ExclusiveGatewayNode
  | ParallelGatewayNode
  | CatchNode
  | BoundaryNode
  | ErrorEndNode
  | TerminateEndNode;

/** One executable process as plain data; the first node is the process itself. */
export interface ProcessGraph {
  readonly id: string;
  readonly nodes: readonly GraphNode[];
}
