import { type Boundary, mergeId, merges } from '../process-model.ts';
import { enterSequence } from './sequence.ts';
import type { Waiting } from '../script.ts';
import {
  Caught,
  type Catcher,
  isToken,
  matches,
  onItsWay,
  type Outcome,
  type TokenContext,
  type Token,
} from './token.ts';

/** An activity with the events at its border. */
export function withBoundaries(
  context: TokenContext,
  { id, boundaries }: { readonly id: string; readonly boundaries: readonly Boundary[] },
  enter: (within: TokenContext) => Outcome,
): Outcome {
  if (boundaries.length === 0) return enter(context);
  const { world, path, scope } = context;
  const hasMerge = merges(boundaries);
  const fired = new Set<string>();
  const begin = (boundary: Boundary): Outcome => {
    world.completed.push(boundary.id);
    return enterSequence(context, boundary.body);
  };
  const beginBeside = (boundary: Boundary): void => {
    const entry = { token: onItsWay };
    scope.beside.push(entry);
    const outcome = begin(boundary);
    if (isToken(outcome)) entry.token = outcome;
    else scope.beside.splice(scope.beside.indexOf(entry), 1);
  };
  const byCatcher = new Map<Catcher, Boundary>();
  for (const boundary of boundaries) {
    const { catches, interrupting } = boundary;
    if (catches.kind !== 'error' && catches.kind !== 'escalation') continue;
    const { kind, code } = catches;
    byCatcher.set(
      { kind, code, interrupting, begin: () => beginBeside(boundary), isOpen: () => true },
      boundary,
    );
  }
  const waitOf = ({ id: eventId, catches }: Boundary): Waiting | undefined => {
    const { kind } = catches;
    if (kind === 'error' || kind === 'escalation' || (kind === 'timer' && fired.has(eventId)))
      return undefined;
    return { kind, id: eventId, path: kind === 'signal' ? '' : path };
  };
  /** Comes behind the activity, where the flows of its events may come in. */
  const behind = (outcome: Outcome): Outcome => {
    if (isToken(outcome)) return handling(outcome);
    if (outcome === 'out' && hasMerge) world.completed.push(mergeId(id));
    return outcome;
  };
  const handling = (token: Token): Token => ({
    ...token,
    react(happening) {
      const outcome = token.react(happening);
      return outcome === undefined ? undefined : behind(outcome);
    },
  });
  let inner: Token = onItsWay;
  const catching = <T>(run: () => T): T | Outcome => {
    try {
      return run();
    } catch (error) {
      const boundary = error instanceof Caught ? byCatcher.get(error.by) : undefined;
      if (!boundary) throw error;
      inner.cancel();
      return behind(begin(boundary));
    }
  };
  const running = (outcome: Outcome): Outcome => {
    if (!isToken(outcome)) return behind(outcome);
    inner = outcome;
    return self;
  };
  const self: Token = {
    waiting: () => [
      ...inner.waiting(),
      ...boundaries.flatMap((boundary) => {
        const wait = waitOf(boundary);
        return wait ? [wait] : [];
      }),
    ],
    react(happening) {
      for (const boundary of boundaries) {
        const wait = waitOf(boundary);
        if (!wait || !matches(happening, wait)) continue;
        if (boundary.interrupting) {
          inner.cancel();
          return behind(begin(boundary));
        }
        fired.add(boundary.id);
        beginBeside(boundary);
        return self;
      }
      return catching(() => {
        const outcome = inner.react(happening);
        return outcome === undefined ? undefined : running(outcome);
      });
    },
    cancel: () => inner.cancel(),
    canComeOut: () => inner.canComeOut() || hasMerge,
  };
  return catching(() =>
    running(enter({ ...context, catchers: [[...byCatcher.keys()], ...context.catchers] })),
  );
}
