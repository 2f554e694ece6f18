import type { Key } from './key.ts';
import type { UserTaskView } from './user-task-types.ts';

/** An element that was entered; the process itself is the first of an instance. */
export interface ObservedElement {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly elementInstanceKey: Key;
  readonly elementId: string;
}

/** A sequence flow along which a token moved. */
export interface ObservedFlow {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly flowId: string;
}

/** A user task that nobody can do any more, as it was at the end. */
export interface ObservedUserTask {
  readonly task: UserTaskView;
  readonly state: 'COMPLETED' | 'CANCELED';
  /** Milliseconds since 1970, by the engine's clock. */
  readonly endedAt: number;
}

/**
 * Is called while a command runs, in the order in which things happen. It must neither throw nor call the
 * engine.
 */
export interface EngineObserver {
  readonly onElementEntered?: (element: ObservedElement) => void;
  readonly onFlowTaken?: (flow: ObservedFlow) => void;
  readonly onUserTaskEnded?: (ended: ObservedUserTask) => void;
}
