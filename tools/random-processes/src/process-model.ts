/** What an event waits for. Each event has a message, signal or time of its own. */
export type WaitKind = 'message' | 'signal' | 'timer';

/** What a boundary event or an event sub-process reacts to. */
export type Catch =
  | { readonly kind: WaitKind }
  /** Without a code every error or escalation. */
  | { readonly kind: 'error' | 'escalation'; readonly code?: string };

/** Runs an activity several times. */
export interface Loop {
  readonly isSequential: boolean;
  readonly count: number;
  /** After how many instances the activity completes; without it after all. */
  readonly until?: number;
}

export interface Boundary {
  readonly id: string;
  readonly catches: Catch;
  readonly interrupting: boolean;
  /** Without an end it goes on behind the activity. */
  readonly body: Sequence;
}

export interface EventSubProcess {
  readonly kind: 'eventSubProcess';
  readonly id: string;
  readonly catches: Catch;
  readonly interrupting: boolean;
  readonly body: Sequence;
}

export interface Task {
  readonly kind: 'task';
  readonly id: string;
  readonly boundaries: readonly Boundary[];
  readonly loop?: Loop;
  /** Whether a compensation handler belongs to it. */
  readonly isUndoable: boolean;
}

/** A sub-process, or a process that a call activity starts. */
export interface Scope {
  readonly kind: 'scope';
  readonly id: string;
  readonly isCalled: boolean;
  readonly body: Sequence;
  readonly events: readonly EventSubProcess[];
  readonly boundaries: readonly Boundary[];
  readonly loop?: Loop;
}

export interface Fork {
  readonly kind: 'fork';
  readonly id: string;
  readonly gateway: 'exclusive' | 'parallel' | 'inclusive';
  readonly branches: readonly Sequence[];
  /** The branches that are taken. The last one is the default of an exclusive or inclusive gateway. */
  readonly taken: readonly number[];
}

export interface EventGateway {
  readonly kind: 'eventGateway';
  readonly id: string;
  readonly branches: readonly { readonly id: string; readonly on: WaitKind; readonly rest: Sequence }[];
}

/** A body and a task, again and again, as many times as the script says. */
export interface Repeat {
  readonly kind: 'repeat';
  readonly id: string;
  readonly body: Sequence;
  readonly taskId: string;
  readonly times: number;
}

export type Thrown =
  | { readonly kind: 'escalation'; readonly code: string }
  /** The signal of the event with this id. */
  | { readonly kind: 'signal'; readonly of: string }
  /** Without an activity all of the scope. */
  | { readonly kind: 'compensation'; readonly activityId?: string };

export type EndThrown =
  Thrown | { readonly kind: 'error'; readonly code: string } | { readonly kind: 'terminate' };

export type Element =
  | Task
  | Scope
  | Fork
  | EventGateway
  | Repeat
  | { readonly kind: 'pass'; readonly id: string }
  | { readonly kind: 'catch'; readonly id: string; readonly on: WaitKind }
  | { readonly kind: 'throw'; readonly id: string; readonly throws: Thrown };

export interface End {
  readonly id: string;
  readonly throws?: EndThrown;
}

/** Elements in a row. Without an end the token goes on to what comes behind the sequence. */
export interface Sequence {
  readonly elements: readonly Element[];
  readonly end?: End;
}

export const UNDO = 'u';
export const joinId = (id: string): string => `${id}j`;
export const mergeId = (id: string): string => `${id}m`;
export const splitId = (id: string): string => `${id}x`;
export const startId = (id: string): string => `${id}s`;
export const handlerId = (id: string): string => `${id}${UNDO}`;
export const undoEventId = (id: string): string => `${id}b`;

/** Whether a token can come out behind an element. */
export function continues(element: Element): boolean {
  if (element.kind === 'fork') return element.branches.some(goesOn);
  if (element.kind === 'eventGateway') return element.branches.some(({ rest }) => goesOn(rest));
  return element.kind === 'repeat' ? goesOn(element.body) : true;
}

/** Whether a token can leave a sequence at its end. */
export const goesOn = ({ elements, end }: Sequence): boolean =>
  end === undefined && elements.every(continues);

/** Whether a boundary event leads back behind the activity. */
export const merges = (boundaries: readonly Boundary[]): boolean =>
  boundaries.some(({ body }) => goesOn(body));

/** Whether a token that could leave the sequence may end within instead, by a border event or a branch. */
export const mayEndWithin = ({ elements }: Sequence): boolean =>
  elements.some((element) => {
    const endsIn = (sequence: Sequence): boolean => !goesOn(sequence) || mayEndWithin(sequence);
    if (element.kind === 'fork') return element.branches.some(endsIn);
    if (element.kind === 'eventGateway') return element.branches.some(({ rest }) => endsIn(rest));
    if (element.kind === 'repeat') return mayEndWithin(element.body);
    if (element.kind !== 'task' && element.kind !== 'scope') return false;
    return element.boundaries.some(({ interrupting, body }) => interrupting && endsIn(body));
  });
