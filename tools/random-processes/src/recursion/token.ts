import type { Element } from '../process-model.ts';
import type { Waiting } from '../script.ts';

/** One thing that happens, as a token sees it. A signal has no path. */
export interface Happening {
  readonly kind: Waiting['kind'];
  readonly id: string;
  readonly path: string;
  readonly errorCode?: string;
  readonly goesRound?: boolean;
}

/** What waits: a token at a task or event, or all that runs in a scope. */
export interface Token {
  waiting(): readonly Waiting[];
  /** Undefined: it is none of its business. */
  react(happening: Happening): Outcome | undefined;
  /** Records all of it as cancelled. */
  cancel(): void;
  /** Whether it can come out behind the element that it was made for. */
  canComeOut(): boolean;
}

/** What becomes of a token: it waits, it comes out behind the element, or it has ended within. */
export type Outcome = Token | 'out' | 'over';

export const isToken = (outcome: Outcome): outcome is Token => typeof outcome === 'object';

/** Stands for a token that is on its way while others are asked. */
export const onItsWay: Token = {
  waiting: () => [],
  react: () => undefined,
  cancel: () => undefined,
  canComeOut: () => true,
};

/**
 * Says that something is caught further out: what lies between is left as it is, and the catcher cancels it.
 */
export class Caught extends Error {
  readonly by: Catcher;
  constructor(by: Catcher) {
    super('caught further out');
    this.by = by;
  }
}

/** An event of an activity or scope that catches errors or escalations. */
export interface Catcher {
  readonly kind: 'error' | 'escalation';
  readonly code: string | undefined;
  readonly interrupting: boolean;
  /** Of one that does not interrupt: starts its flow. */
  readonly begin: () => void;
  readonly isOpen: () => boolean;
}

export interface Compensable {
  readonly activityId: string;
  /** Undefined for a sub-process that has only others in it. */
  readonly handlerId: string | undefined;
  readonly inner: readonly Compensable[];
}

/** What tokens of one scope share. */
export interface ScopeState {
  /** Tokens beside the main flow: of events that do not interrupt. */
  readonly beside: { token: Token }[];
  compensable: Compensable[];
  /** Set for an event sub-process: the scope around it. */
  readonly around?: ScopeState;
}

export interface World {
  readonly completed: string[];
  readonly cancelled: string[];
  /** Sends a signal to all that wait. */
  readonly broadcast: (eventId: string) => void;
  /** The descent from a sequence into its elements. */
  readonly enterElement: (context: TokenContext, element: Element) => Outcome;
}

/** Where an element is executed. */
export interface TokenContext {
  readonly world: World;
  readonly path: string;
  readonly scope: ScopeState;
  /** From the inside out. */
  readonly catchers: readonly (readonly Catcher[])[];
}

export class Terminated extends Error {
  readonly scope: ScopeState;
  constructor(scope: ScopeState) {
    super('terminated');
    this.scope = scope;
  }
}

/** A token that waits for one thing. */
export function waitingToken(
  context: TokenContext,
  { id, waits, react }: { id: string; waits: readonly Waiting[]; react: Token['react'] },
): Token {
  return {
    waiting: () => waits,
    react,
    cancel: () => void context.world.cancelled.push(id),
    canComeOut: () => true,
  };
}

export const matches = (happening: Happening, { kind, id, path }: Waiting): boolean =>
  happening.kind === kind && happening.id === id && (kind === 'signal' || happening.path === path);
