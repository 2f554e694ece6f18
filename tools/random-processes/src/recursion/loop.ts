import type { Loop } from '../process-model.ts';
import { bodyId } from '../script.ts';
import { isToken, type Outcome, type TokenContext, type ScopeState, type Token } from './token.ts';

/** An activity in several rounds, one after the other or all at once. */
export function enterLoop(
  context: TokenContext,
  { id, loop }: { readonly id: string; readonly loop: Loop },
  enter: (round: TokenContext) => Outcome,
): Outcome {
  const { world } = context;
  const { isSequential, count, until } = loop;
  // The rounds have what can be undone in common: it is handed on when all is done.
  const scope: ScopeState = { ...context.scope, compensable: [] };
  const rounds: (Outcome | undefined)[] = [];
  let completed = 0;
  const path = (round: number): string => [...(context.path === '' ? [] : [context.path]), round].join('-');
  const done = (): Outcome => {
    for (const round of rounds) if (round !== undefined && isToken(round)) round.cancel();
    world.completed.push(bodyId(id));
    if (scope.compensable.length > 0)
      context.scope.compensable.push({ activityId: id, handlerId: undefined, inner: scope.compensable });
    return 'out';
  };
  /** True when the activity is done. */
  const begin = (): boolean => {
    while (rounds.length < count) {
      const outcome = enter({ ...context, scope, path: path(rounds.length + 1) });
      rounds.push(isToken(outcome) ? outcome : undefined);
      if (isToken(outcome)) {
        if (isSequential) return false;
      } else if (countRound()) return true;
    }
    return rounds.every((round) => round === undefined);
  };
  const countRound = (): boolean => {
    completed += 1;
    return until !== undefined && completed >= until;
  };
  const self: Token = {
    waiting: () => rounds.flatMap((round) => (round !== undefined && isToken(round) ? round.waiting() : [])),
    react(happening) {
      let isMine = false;
      for (const [index, round] of [...rounds.entries()]) {
        if (round === undefined || !isToken(round) || rounds[index] === undefined) continue;
        const outcome = round.react(happening);
        if (outcome === undefined) continue;
        isMine = true;
        rounds[index] = isToken(outcome) ? outcome : undefined;
        if (!isToken(outcome)) {
          if (countRound()) return done();
          if (isSequential ? begin() : rounds.every((each) => each === undefined)) return done();
        }
        if (happening.kind !== 'signal') break;
        if (isSequential) break;
      }
      return isMine ? self : undefined;
    },
    cancel() {
      for (const round of rounds) if (round !== undefined && isToken(round)) round.cancel();
      world.cancelled.push(bodyId(id));
    },
    canComeOut: () => true,
  };
  return begin() ? done() : self;
}
