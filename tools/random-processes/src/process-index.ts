import {
  type Boundary,
  type Catch,
  type Element,
  type EventSubProcess,
  handlerId,
  joinId,
  mergeId,
  type Scope,
  type Sequence,
  startId,
  undoEventId,
  type WaitKind,
} from './process-model.ts';

/** Of an event that waits: what for, and the loops around it, from the outside in. */
export interface WaitingEvent {
  readonly kind: WaitKind;
  readonly loops: readonly string[];
  /** Of a timer. */
  readonly minutes: number;
}

/** What is known of the elements of a process. */
export interface ProcessIndex {
  readonly events: ReadonlyMap<string, WaitingEvent>;
  /** The loops that a task runs in, its own included. */
  readonly tasks: ReadonlyMap<string, readonly string[]>;
  /** The codes that are caught if a task throws them as errors. */
  readonly throwable: ReadonlyMap<string, readonly string[]>;
  /** Tasks that decide whether their loop goes round again. */
  readonly repeats: ReadonlyMap<string, number>;
  readonly looped: ReadonlySet<string>;
  /** Joins, where engines count differently how often they are passed. */
  readonly joins: ReadonlySet<string>;
  readonly undoEvents: ReadonlySet<string>;
  readonly eventGateways: ReadonlySet<string>;
  readonly throwers: ReadonlySet<string>;
  /** The process that a call activity starts, by the id of the call activity. */
  readonly called: ReadonlyMap<string, string>;
  /**
   * For each element the branch in which its token moves; elements that may run more than once at a time have
   * none.
   */
  readonly lanes: ReadonlyMap<string, string>;
}

const BASE_MINUTES = 1000;
/** More than what loops add to a timer, so that no two timers of a process take the same time. */
const MINUTES_APART = 101;
export const LOOP_RADIX = 4;

interface Where {
  readonly loops: readonly string[];
  readonly codes: readonly string[];
  readonly lane: string | undefined;
}

const caughtCodes = (catches: readonly { readonly catches: Catch }[]): string[] =>
  catches.flatMap(({ catches: each }) =>
    each.kind !== 'error' ? [] : each.code === undefined ? ['E0', 'E1'] : [each.code],
  );

export const processIdOf = (root: string, scopeId: string): string =>
  root === scopeId ? root : `${root}_${scopeId}`;

/** The event that an element is or stands for: the start event of an event sub-process stands for that. */
export const eventIdOf = ({ events }: ProcessIndex, elementId: string): string =>
  events.has(elementId) ? elementId : elementId.replace(/s$/, '');

export function indexProcess(root: Scope): ProcessIndex {
  const events = new Map<string, WaitingEvent>();
  const tasks = new Map<string, readonly string[]>();
  const throwable = new Map<string, readonly string[]>();
  const repeats = new Map<string, number>();
  const looped = new Set<string>();
  const joins = new Set<string>();
  const undoEvents = new Set<string>();
  const eventGateways = new Set<string>();
  const throwers = new Set<string>();
  const called = new Map<string, string>();
  const lanes = new Map<string, string>();
  const setLane = (id: string, { lane }: Where): void => {
    if (lane !== undefined) lanes.set(id, lane);
  };

  const addEvent = (id: string, kind: string, loops: readonly string[]): void => {
    if (kind !== 'message' && kind !== 'signal' && kind !== 'timer') return;
    events.set(id, { kind, loops, minutes: BASE_MINUTES + MINUTES_APART * events.size });
  };
  const addBoundaries = (id: string, boundaries: readonly Boundary[], where: Where): void => {
    for (const boundary of boundaries) {
      addEvent(boundary.id, boundary.catches.kind, where.loops);
      const isAgain = boundary.interrupting ? where.lane : undefined;
      const lane = isAgain === undefined ? undefined : `${isAgain}/${boundary.id}`;
      setLane(boundary.id, { ...where, lane });
      addSequence(boundary.body, { ...where, lane });
    }
    if (boundaries.length > 0) joins.add(mergeId(id));
  };
  const addInside = (
    scope: Pick<Scope, 'id' | 'body'> & { readonly events: readonly EventSubProcess[] },
    where: Where,
  ): void => {
    const inner = { ...where, codes: [...where.codes, ...caughtCodes(scope.events)] };
    setLane(startId(scope.id), where);
    addSequence(scope.body, inner);
    for (const event of scope.events) {
      addEvent(event.id, event.catches.kind, where.loops);
      const lane = event.interrupting && where.lane !== undefined ? `${where.lane}/${event.id}` : undefined;
      const codes = event.interrupting ? where.codes : inner.codes;
      setLane(event.id, { ...where, lane });
      addInside({ id: event.id, body: event.body, events: [] }, { ...where, codes, lane });
    }
  };
  const addElement = (element: Element, where: Where): void => {
    const { id } = element;
    setLane(id, where);
    switch (element.kind) {
      case 'pass':
        return;
      case 'catch':
        return addEvent(id, element.on, where.loops);
      case 'throw':
        throwers.add(id);
        return;
      case 'task': {
        const loops = element.loop ? [...where.loops, id] : where.loops;
        if (element.loop) looped.add(id);
        if (element.loop) lanes.delete(id);
        tasks.set(id, loops);
        throwable.set(id, [...caughtCodes(element.boundaries), ...where.codes]);
        addBoundaries(id, element.boundaries, where);
        if (!element.isUndoable) return;
        tasks.set(handlerId(id), []);
        undoEvents.add(undoEventId(id));
        return;
      }
      case 'scope': {
        const loops = element.loop ? [...where.loops, id] : where.loops;
        if (element.loop) looped.add(id);
        if (element.loop) lanes.delete(id);
        if (element.isCalled) called.set(id, processIdOf(root.id, id));
        addBoundaries(id, element.boundaries, where);
        addInside(element, {
          loops,
          codes: [...where.codes, ...caughtCodes(element.boundaries)],
          lane: element.loop ? undefined : where.lane === undefined ? undefined : `${where.lane}/${id}`,
        });
        return;
      }
      case 'fork':
        joins.add(joinId(id));
        element.branches.forEach((branch, index) =>
          addSequence(branch, {
            ...where,
            lane: where.lane === undefined ? undefined : `${where.lane}/${id}.${index}`,
          }),
        );
        return;
      case 'eventGateway':
        eventGateways.add(id);
        joins.add(joinId(id));
        for (const branch of element.branches) {
          addEvent(branch.id, branch.on, where.loops);
          setLane(branch.id, where);
          addSequence(branch.rest, where);
        }
        return;
      case 'repeat':
        repeats.set(element.taskId, element.times);
        tasks.set(element.taskId, where.loops);
        throwable.set(element.taskId, where.codes);
        setLane(element.taskId, where);
        addSequence(element.body, where);
    }
  };
  const addSequence = ({ elements, end }: Sequence, where: Where): void => {
    for (const element of elements) addElement(element, where);
    if (end) setLane(end.id, where);
    if (end?.throws) throwers.add(end.id);
  };

  addInside(root, { loops: [], codes: [], lane: root.id });
  return {
    events,
    tasks,
    throwable,
    repeats,
    looped,
    joins,
    undoEvents,
    eventGateways,
    throwers,
    called,
    lanes,
  };
}
