import { type EndThrown, handlerId, undoEventId } from '../process-model.ts';
import {
  Caught,
  type Compensable,
  type Outcome,
  type TokenContext,
  type ScopeState,
  Terminated,
  type Token,
  waitingToken,
} from './token.ts';

/**
 * Errors and escalations go to the nearest that catches them: of each level the one for the code before the
 * one for all.
 */
export function throwCode(
  context: TokenContext,
  kind: 'error' | 'escalation',
  code: string,
): 'caught' | 'uncaught' {
  for (const level of context.catchers) {
    const open = level.filter((each) => each.kind === kind && each.isOpen());
    const catcher = open.find((each) => each.code === code) ?? open.find((each) => each.code === undefined);
    if (!catcher) continue;
    if (catcher.interrupting) throw new Caught(catcher);
    catcher.begin();
    return 'caught';
  }
  return 'uncaught';
}

function takeCompensable(scope: ScopeState, activityId: string | undefined): readonly Compensable[] {
  const isWanted = (each: Compensable): boolean => activityId === undefined || each.activityId === activityId;
  const taken = scope.compensable.filter(isWanted);
  scope.compensable = scope.compensable.filter((each) => !isWanted(each));
  return taken;
}

const handlersOf = (all: readonly Compensable[]): readonly string[] =>
  all.flatMap(({ activityId, handlerId: handler, inner }) => [
    ...(handler === undefined ? [] : [activityId]),
    ...handlersOf(inner),
  ]);

/** The event and the handlers that it waits for. */
function compensate(
  context: TokenContext,
  { id, activityId }: { id: string; activityId: string | undefined },
): Outcome {
  const { world, scope } = context;
  const undone = [scope, ...(scope.around ? [scope.around] : [])].flatMap((each) =>
    takeCompensable(each, activityId),
  );
  const activities = handlersOf(undone);
  if (activities.length === 0) return complete(context, id);
  const handlers = activities.map((activity): Token | undefined => {
    world.completed.push(undoEventId(activity));
    const handler = handlerId(activity);
    const waits = [{ kind: 'task' as const, id: handler, path: '' }];
    return waitingToken(context, {
      id: handler,
      waits,
      react: (happening) => (happening.kind === 'task' && happening.id === handler ? 'out' : undefined),
    });
  });
  const self: Token = {
    waiting: () => handlers.flatMap((handler) => handler?.waiting() ?? []),
    react(happening) {
      for (const [index, handler] of handlers.entries()) {
        if (handler?.react(happening) === undefined) continue;
        world.completed.push(happening.id);
        handlers[index] = undefined;
        return handlers.some((each) => each !== undefined) ? self : complete(context, id);
      }
      return undefined;
    },
    cancel() {
      for (const handler of handlers) handler?.cancel();
      world.cancelled.push(id);
    },
    canComeOut: () => true,
  };
  return self;
}

function complete({ world }: TokenContext, id: string): Outcome {
  world.completed.push(id);
  return 'out';
}

/**
 * What an event does that throws. Where it is caught by something that interrupts, the event itself is
 * cancelled.
 */
export function throwEvent(context: TokenContext, id: string, thrown: EndThrown): Outcome {
  switch (thrown.kind) {
    case 'signal':
      context.world.broadcast(thrown.of);
      return complete(context, id);
    case 'escalation':
    case 'error':
      try {
        throwCode(context, thrown.kind, thrown.code);
      } catch (error) {
        if (error instanceof Caught) context.world.cancelled.push(id);
        throw error;
      }
      return complete(context, id);
    case 'compensation':
      return compensate(context, { id, activityId: thrown.activityId });
    case 'terminate':
      complete(context, id);
      throw new Terminated(context.scope);
  }
}
