import type { EventSubProcess, Scope, Sequence } from '../process-model.ts';
import { startId } from '../process-model.ts';
import type { Waiting } from '../script.ts';
import { enterSequence } from './sequence.ts';
import {
  Caught,
  type Catcher,
  isToken,
  matches,
  onItsWay,
  type Outcome,
  type TokenContext,
  type ScopeState,
  Terminated,
  type Token,
} from './token.ts';

interface Inside {
  readonly id: string;
  readonly body: Sequence;
  readonly events: readonly EventSubProcess[];
  /** Of an event sub-process: the scope that it is in. */
  readonly around?: ScopeState;
  readonly isCompensable: boolean;
}

/** A sub-process or a called process: a main flow, what its events started, and what runs beside. */
export function enterScope(context: TokenContext, { id, body, events, isCalled }: Scope): Outcome {
  return enterInside(context, { id, body, events, isCompensable: !isCalled });
}

function enterInside(outer: TokenContext, { id, body, events, around, isCompensable }: Inside): Outcome {
  const { world, path } = outer;
  const scope: ScopeState = { beside: [], compensable: [], ...(around && { around }) };
  let main: Token | undefined = onItsWay;
  let started: { token: Token }[] = [];
  let isInterrupted = false;
  const fired = new Set<string>();

  const cancelAll = (): void => {
    main?.cancel();
    main = undefined;
    for (const { token } of [...started, ...scope.beside]) token.cancel();
    started = [];
    scope.beside.length = 0;
  };
  const begin = (event: EventSubProcess): void => {
    if (event.interrupting) {
      cancelAll();
      isInterrupted = true;
    }
    const entry = { token: onItsWay };
    started.push(entry);
    const context = { ...within, catchers: event.interrupting ? outer.catchers : within.catchers };
    const inside = { id: event.id, body: event.body, events: [], around: scope, isCompensable: false };
    const outcome = enterInside(context, inside);
    if (isToken(outcome)) entry.token = outcome;
    else started = started.filter((each) => each !== entry);
  };
  const byCatcher = new Map<Catcher, EventSubProcess>();
  for (const event of events) {
    const { catches, interrupting } = event;
    if (catches.kind !== 'error' && catches.kind !== 'escalation') continue;
    const { kind, code } = catches;
    const isOpen = (): boolean => !isInterrupted;
    byCatcher.set({ kind, code, interrupting, begin: () => begin(event), isOpen }, event);
  }
  const within: TokenContext = { world, path, scope, catchers: [[...byCatcher.keys()], ...outer.catchers] };
  const waitOf = ({ id: eventId, catches, interrupting }: EventSubProcess): Waiting | undefined => {
    const { kind } = catches;
    if (kind === 'error' || kind === 'escalation' || isInterrupted) return undefined;
    if (kind === 'timer' && !interrupting && fired.has(eventId)) return undefined;
    return { kind, id: eventId, path: kind === 'signal' ? '' : path };
  };
  const settle = (): Outcome => {
    if (main || started.length > 0 || scope.beside.length > 0) return self;
    world.completed.push(id);
    if (isCompensable && scope.compensable.length > 0)
      outer.scope.compensable.push({ activityId: id, handlerId: undefined, inner: scope.compensable });
    return 'out';
  };
  /** Does something in the scope; what is caught by its events or ends all of it, is dealt with here. */
  const doInside = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      if (error instanceof Terminated && error.scope === scope) return cancelAll();
      const event = error instanceof Caught ? byCatcher.get(error.by) : undefined;
      if (!event) throw error;
      begin(event);
    }
  };
  /** Whether it was the business of one of the tokens. */
  const reactBeside = (entries: { token: Token }[], happening: Parameters<Token['react']>[0]): boolean => {
    let isMine = false;
    for (const entry of [...entries]) {
      if (!entries.includes(entry)) continue;
      const outcome = entry.token.react(happening);
      if (outcome === undefined) continue;
      isMine = true;
      if (isToken(outcome)) entry.token = outcome;
      else if (entries.includes(entry)) entries.splice(entries.indexOf(entry), 1);
      if (happening.kind !== 'signal') break;
    }
    return isMine;
  };
  const reactInside: Token['react'] = (happening) => {
    let isMine = false;
    const before = main;
    const outcome = before?.react(happening);
    if (outcome !== undefined) {
      isMine = true;
      if (main === before) main = isToken(outcome) ? outcome : undefined;
      if (happening.kind !== 'signal') return self;
    }
    for (const entries of [started, scope.beside]) {
      if (!reactBeside(entries, happening)) continue;
      isMine = true;
      if (happening.kind !== 'signal') return self;
    }
    return isMine ? self : undefined;
  };
  const self: Token = {
    waiting: () => [
      ...(main?.waiting() ?? []),
      ...[...started, ...scope.beside].flatMap(({ token }) => token.waiting()),
      ...events.flatMap((event) => waitOf(event) ?? []),
    ],
    react(happening) {
      for (const event of events) {
        const wait = waitOf(event);
        if (!wait || !matches(happening, wait)) continue;
        fired.add(event.id);
        doInside(() => begin(event));
        return settle();
      }
      let isMine: Outcome | undefined;
      doInside(() => {
        isMine = self;
        isMine = reactInside(happening);
      });
      return isMine === undefined ? undefined : settle();
    },
    cancel() {
      cancelAll();
      world.cancelled.push(id);
    },
    canComeOut: () => true,
  };
  world.completed.push(startId(id));
  doInside(() => {
    const outcome = enterSequence(within, body);
    if (main === onItsWay) main = isToken(outcome) ? outcome : undefined;
  });
  return settle();
}

/** The root process. */
export function enterProcess(world: TokenContext['world'], { id, body, events }: Scope): Outcome {
  const scope: ScopeState = { beside: [], compensable: [] };
  return enterInside({ world, path: '', scope, catchers: [] }, { id, body, events, isCompensable: false });
}
