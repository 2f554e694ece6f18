import {
  type AvoidedShape,
  type Builder,
  chooseGateway,
  codesOf,
  distinct,
  eventName,
  finishEnd,
  finishThrow,
  needsTask,
  newTask,
  nothingAround,
  type Surroundings,
  takenBranches,
  toCatch,
  toLoop,
  withoutTimer,
} from './finish-parts.ts';
import {
  type Boundary,
  continues,
  type Element,
  type EventSubProcess,
  goesOn,
  type Scope,
  type Sequence,
} from './process-model.ts';
import type { RawCatch, RawElement, RawProcess, RawSequence } from './raw-process.ts';

function finishSequence(
  builder: Builder,
  raw: RawSequence,
  {
    where,
    startsWithTask = false,
    mustEnd = false,
  }: { where: Surroundings; startsWithTask?: boolean; mustEnd?: boolean },
): Sequence {
  const elements: Element[] = startsWithTask ? [newTask(builder)] : [];
  for (const each of raw.elements) {
    if (each.kind === 'throw' && needsTask(elements)) elements.push(newTask(builder));
    const element = finishElement(builder, each, where);
    elements.push(element);
    if (!continues(element)) return { elements };
  }
  const throws = finishEnd(builder, raw.end, where);
  if (throws && needsTask(elements)) elements.push(newTask(builder));
  if (raw.end === undefined && !mustEnd) return { elements };
  return { elements, end: { id: builder.name('e'), ...(throws && { throws }) } };
}

function finishBoundaries(
  builder: Builder,
  catches: readonly RawCatch[],
  where: Surroundings,
): readonly Boundary[] {
  return catches.map((raw) => {
    const id = eventName(builder, 'b', raw.kind);
    const interrupting = raw.interrupting || raw.kind === 'error';
    return {
      id,
      catches: toCatch(raw),
      interrupting,
      body: finishSequence(builder, raw.body, {
        where: { ...where, canBeginAgain: where.canBeginAgain || !interrupting },
        mustEnd: !interrupting,
      }),
    };
  });
}

function finishEvents(
  builder: Builder,
  catches: readonly RawCatch[],
  { inner, around }: { readonly inner: Surroundings; readonly around: Surroundings },
): readonly EventSubProcess[] {
  return catches.map((raw) => {
    const id = eventName(builder, 'v', raw.kind);
    const interrupting = raw.interrupting || raw.kind === 'error';
    const errors = interrupting ? around.errors : inner.errors;
    const where = {
      ...inner,
      errors,
      around: [...inner.around, id],
      isInEventSubProcess: true,
      undoable: [],
    };
    return {
      kind: 'eventSubProcess',
      id,
      catches: toCatch(raw),
      interrupting,
      body: finishSequence(builder, raw.body, { where, mustEnd: true }),
    };
  });
}

interface RawScope {
  readonly body: RawSequence;
  readonly events: readonly RawCatch[];
  readonly startsWithTask: boolean;
}

/** The inside of a process or sub-process. */
function finishScope(
  builder: Builder,
  { body, events, startsWithTask }: RawScope,
  where: Surroundings,
): Pick<Scope, 'body' | 'events'> {
  const catches = distinct(events, () => true);
  // The names of the events are not known yet, so a body throws no signals that its own events catch: it
  // throws to others.
  const mark = builder.signalThrows.length;
  const inner: Surroundings = {
    errors: [...where.errors, ...codesOf(catches)],
    around: where.around,
    isInLoop: where.isInLoop,
    canBeginAgain: false,
    isInEventSubProcess: where.isInEventSubProcess,
    undoable: [],
  };
  const finishedBody = finishSequence(builder, body, { where: inner, startsWithTask, mustEnd: true });
  const finished = finishEvents(builder, catches, { inner, around: where });
  const own = finished.map(({ id }) => id);
  builder.signalThrows.forEach((each, index) => {
    if (index >= mark) builder.signalThrows[index] = { ...each, around: [...each.around, ...own] };
  });
  return { body: finishedBody, events: finished };
}

type Raw<Kind extends RawElement['kind']> = Extract<RawElement, { kind: Kind }>;

function finishElement(builder: Builder, raw: RawElement, where: Surroundings): Element {
  switch (raw.kind) {
    case 'pass':
      return { kind: 'pass', id: builder.name('p') };
    case 'catch':
      return { kind: 'catch', id: eventName(builder, 'c', raw.on), on: raw.on };
    case 'throw':
      return { kind: 'throw', id: builder.name('w'), throws: finishThrow(builder, raw, where) };
    case 'task':
      return finishTask(builder, raw, where);
    case 'scope':
      return finishSubProcess(builder, raw, where);
    case 'fork':
      return finishFork(builder, raw, where);
    case 'eventGateway': {
      const branches = raw.branches.map(({ on, rest }) => {
        const id = eventName(builder, 'c', on);
        return { id, on, rest: finishSequence(builder, rest, { where }) };
      });
      return { kind: 'eventGateway', id: builder.name('g'), branches };
    }
    case 'repeat':
      return finishRepeat(builder, raw, where);
  }
}

function finishTask(builder: Builder, raw: Raw<'task'>, where: Surroundings): Element {
  const id = builder.name('t');
  const loop = toLoop(raw.loop);
  const catches = distinct(raw.boundaries, ({ kind }) => kind !== 'escalation');
  const boundaries = finishBoundaries(builder, catches, where);
  const isUndoable =
    raw.isUndoable &&
    loop === undefined &&
    !(where.isInEventSubProcess && builder.isAvoided('undoInEventSubProcesses'));
  if (isUndoable) {
    where.undoable.push(id);
    builder.undoableCount += 1;
  }
  return { kind: 'task', id, boundaries, isUndoable, ...(loop && { loop }) };
}

function finishSubProcess(builder: Builder, raw: Raw<'scope'>, where: Surroundings): Element {
  const id = builder.name('s');
  const loop = toLoop(raw.loop);
  const isInterruptible = raw.events.some(({ kind, interrupting }) => interrupting || kind === 'error');
  const isBare = isInterruptible && builder.isAvoided('bordersOfInterruptedScopes');
  const catches = distinct(
    raw.boundaries,
    ({ kind }) => !isBare || kind === 'error' || kind === 'escalation',
  );
  const boundaries = finishBoundaries(builder, catches, where);
  const inner: Surroundings = {
    errors: [...where.errors, ...codesOf(catches)],
    around: [...where.around, ...boundaries.map((boundary) => boundary.id)],
    isInLoop: where.isInLoop || loop !== undefined,
    canBeginAgain: false,
    isInEventSubProcess: where.isInEventSubProcess,
    undoable: [],
  };
  const undoableBefore = builder.undoableCount;
  const content = finishScope(builder, { ...raw, startsWithTask: loop !== undefined }, inner);
  // Events of a called process cannot tell from its variables which round they belong to: Camunda 7 sets
  // those later.
  const isCalled = raw.isCalled && !(inner.isInLoop && raw.events.length > 0);
  const isTimeless = builder.undoableCount > undoableBefore && builder.isAvoided('timersOfCompensableScopes');
  return {
    kind: 'scope',
    id,
    isCalled,
    boundaries: isTimeless ? boundaries.map(withoutTimer) : boundaries,
    body: content.body,
    events: isTimeless ? content.events.map(withoutTimer) : content.events,
    ...(loop && { loop }),
  };
}

function finishFork(builder: Builder, raw: Raw<'fork'>, where: Surroundings): Element {
  const branches = raw.branches.map((branch) => finishSequence(builder, branch, { where }));
  const gateway = chooseGateway(builder, raw.gateway, { branches, where });
  const taken = takenBranches(raw, gateway);
  return { kind: 'fork', id: builder.name('g'), gateway, branches, taken };
}

function finishRepeat(builder: Builder, raw: Raw<'repeat'>, where: Surroundings): Element {
  const [events, undoable] = [builder.signalEvents.length, where.undoable.length];
  const body = finishSequence(builder, raw.body, { where });
  if (!goesOn(body)) {
    // A body that never comes to its end is left out, with all that is in it.
    builder.signalEvents.length = events;
    where.undoable.length = undoable;
    return newTask(builder);
  }
  return { kind: 'repeat', id: builder.name('r'), body, taskId: builder.name('t'), times: raw.times };
}

/**
 * Gives a raw process names, and makes it one that every engine accepts and whose outcome is decided by the
 * script alone.
 */
export function finishProcess(raw: RawProcess, id: string, avoided: readonly AvoidedShape[] = []): Scope {
  let count = 0;
  const builder: Builder = {
    isAvoided: (shape) => avoided.includes(shape),
    undoableCount: 0,
    name: (prefix) => `${prefix}${(count += 1)}`,
    signalEvents: [],
    signalThrows: [],
  };
  const content = finishScope(builder, { ...raw, startsWithTask: false }, nothingAround());
  builder.signalThrows.forEach(({ thrown, around }, index) => {
    const others = builder.signalEvents.filter((event) => !around.includes(event));
    thrown.of = others[index % Math.max(1, others.length)] ?? 'nothing';
  });
  return { kind: 'scope', id, isCalled: true, boundaries: [], ...content };
}
