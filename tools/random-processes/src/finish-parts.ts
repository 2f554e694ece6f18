import {
  type Boundary,
  type Catch,
  type Element,
  type EndThrown,
  type EventSubProcess,
  type Fork,
  type Loop,
  mayEndWithin,
  type Sequence,
  type Task,
  type Thrown,
} from './process-model.ts';
import type { RawCatch, RawLoop, RawSequence } from './raw-process.ts';

/** What is known where an element is. */
export interface Surroundings {
  /** Codes of the errors that are caught here; `undefined` stands for all. */
  readonly errors: readonly (string | undefined)[];
  readonly isInLoop: boolean;
  /** In a flow that an event starts which may occur again. */
  readonly canBeginAgain: boolean;
  readonly isInEventSubProcess: boolean;
  /** Events that end or react around the element: it must not throw their signals. */
  readonly around: readonly string[];
  /** Tasks of the same scope that can be undone, as far as they are known. */
  readonly undoable: string[];
}

interface SignalThrow {
  readonly thrown: { readonly kind: 'signal'; of: string };
  readonly around: readonly string[];
}

/** Shapes that another engine handles in a way of its own; see the list of known differences. */
export type AvoidedShape =
  | 'timersOfCompensableScopes'
  | 'escalationsInEventSubProcesses'
  | 'joinsOfRepeatedFlows'
  | 'endsBeforeInclusiveJoins'
  | 'undoInEventSubProcesses'
  | 'bordersOfInterruptedScopes';

export interface Builder {
  readonly isAvoided: (shape: AvoidedShape) => boolean;
  /** How many tasks have a compensation handler. */
  undoableCount: number;
  readonly name: (prefix: string) => string;
  readonly signalEvents: string[];
  readonly signalThrows: SignalThrow[];
}

const errorCode = (code: number): string => `E${code % 2}`;
const escalationCode = (code: number): string => `X${code % 2}`;
const CATCH_ALL = 2;

export function toCatch({ kind, code }: RawCatch): Catch {
  if (kind !== 'error' && kind !== 'escalation') return { kind };
  if (code === CATCH_ALL) return { kind };
  return { kind, code: kind === 'error' ? errorCode(code) : escalationCode(code) };
}

/**
 * Of the events that catch the same error or escalation only the first stays; one for all escalations stands
 * alone.
 */
export function distinct(
  raw: readonly RawCatch[],
  allowed: (each: RawCatch) => boolean,
): readonly RawCatch[] {
  const seen = new Set<string>();
  return raw.filter((each) => {
    if (!allowed(each)) return false;
    const known = each.kind === 'escalation' ? each.kind : `${each.kind}${each.code}`;
    const isCoded = each.kind === 'error' || each.kind === 'escalation';
    if (isCoded && seen.has(known)) return false;
    seen.add(known);
    return true;
  });
}

export const codesOf = (catches: readonly RawCatch[]): (string | undefined)[] =>
  catches
    .filter(({ kind }) => kind === 'error')
    .map(({ code }) => (code === CATCH_ALL ? undefined : errorCode(code)));

export const toLoop = (raw: RawLoop | undefined): Loop | undefined =>
  raw && {
    isSequential: raw.isSequential,
    count: raw.count,
    ...(raw.until !== undefined && { until: raw.until }),
  };

/** A name for a catching event; those of signals may be thrown to. */
export function eventName(builder: Builder, prefix: string, kind: string): string {
  const id = builder.name(prefix);
  if (kind === 'signal') builder.signalEvents.push(id);
  return id;
}

export function newTask(builder: Builder): Task {
  return { kind: 'task', id: builder.name('t'), boundaries: [], isUndoable: false };
}

export function finishThrow(
  builder: Builder,
  raw: { readonly throws: 'escalation' | 'signal' | 'compensation'; readonly code: number },
  { around, undoable, isInEventSubProcess }: Surroundings,
): Thrown {
  const isAvoided = isInEventSubProcess && builder.isAvoided('escalationsInEventSubProcesses');
  if (raw.throws === 'escalation' && !isAvoided)
    return { kind: 'escalation', code: escalationCode(raw.code) };
  if (raw.throws !== 'compensation') {
    const thrown = { kind: 'signal' as const, of: '' };
    builder.signalThrows.push({ thrown, around });
    return thrown;
  }
  const last = undoable.at(-1);
  return raw.code === 1 && last !== undefined
    ? { kind: 'compensation', activityId: last }
    : { kind: 'compensation' };
}

export function finishEnd(
  builder: Builder,
  raw: RawSequence['end'],
  where: Surroundings,
): EndThrown | undefined {
  if (raw === undefined || raw === 'none') return undefined;
  if (raw === 'terminate') return { kind: 'terminate' };
  if (raw !== 'error') return finishThrow(builder, { throws: raw, code: 0 }, where);
  const { errors } = where;
  if (errors.length === 0) return undefined;
  return { kind: 'error', code: errors.at(-1) ?? 'E0' };
}

/**
 * What ends or starts other things happens right behind a task: then only one token moves, and no order is
 * left to chance.
 */
export const needsTask = (elements: readonly Element[]): boolean => {
  const last = elements.at(-1);
  return last?.kind !== 'task' || last.loop !== undefined;
};

/** Of a fork: what it may be where it is. */
export function chooseGateway(
  builder: Builder,
  wanted: Fork['gateway'],
  { branches, where }: { readonly branches: readonly Sequence[]; readonly where: Surroundings },
): Fork['gateway'] {
  // In a flow that may begin again an inclusive join also waits for that, which a single token does not show.
  const gateway = wanted === 'inclusive' && where.canBeginAgain ? 'parallel' : wanted;
  const isCounted = where.canBeginAgain && builder.isAvoided('joinsOfRepeatedFlows');
  if (gateway === 'parallel' && isCounted) return 'exclusive';
  const isStuck = branches.some(mayEndWithin) && builder.isAvoided('endsBeforeInclusiveJoins');
  return gateway === 'inclusive' && isStuck ? 'exclusive' : gateway;
}

/** Of a fork: the branches that the variables choose; the last one is the default. */
export function takenBranches(
  { branches, taken }: { readonly branches: readonly unknown[]; readonly taken: number },
  gateway: Fork['gateway'],
): readonly number[] {
  const all = branches.map((_, index) => index);
  if (gateway === 'parallel') return all;
  if (gateway === 'exclusive') return [taken % branches.length];
  const chosen = all.slice(0, -1).filter((index) => (taken & (1 << index)) !== 0);
  return chosen.length === 0 ? all.slice(-1) : chosen;
}

export const withoutTimer = <T extends Boundary | EventSubProcess>(event: T): T =>
  event.catches.kind === 'timer' ? { ...event, catches: { kind: 'message' } } : event;

/** Around a whole process. */
export const nothingAround = (): Surroundings => ({
  errors: [],
  around: [],
  isInLoop: false,
  canBeginAgain: false,
  isInEventSubProcess: false,
  undoable: [],
});
