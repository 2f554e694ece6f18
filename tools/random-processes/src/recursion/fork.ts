import { type Fork, goesOn, joinId } from '../process-model.ts';
import { enterSequence } from './sequence.ts';
import { isToken, onItsWay, type Outcome, type TokenContext, type Token } from './token.ts';

/**
 * A token goes into some branches at once; behind them they are joined, as the kind of the gateway wants it.
 */
export function enterFork(context: TokenContext, { id, gateway, branches, taken }: Fork): Outcome {
  const { world } = context;
  world.completed.push(id);
  const outcomes = new Map<number, Outcome>(taken.map((index) => [index, onItsWay]));
  let hasJoined = false;
  const join = (): Outcome => {
    world.completed.push(joinId(id));
    hasJoined = true;
    return 'out';
  };
  const all = (): readonly Outcome[] => [...outcomes.values()];
  /** What is left when the join has let go on, or never will. */
  const leave = (): Outcome => {
    const rest = all().filter(isToken);
    context.scope.beside.push(...rest.map((token) => ({ token })));
    return join();
  };
  const stuck: Token = {
    waiting: () => [],
    react: () => undefined,
    cancel: () => undefined,
    canComeOut: () => false,
  };
  const settle = (): Outcome => {
    if (hasJoined) return 'over';
    const outs = all().filter((outcome) => outcome === 'out').length;
    const running = all().filter(isToken);
    if (gateway === 'exclusive') {
      if (outs > 0) return join();
      return running.length > 0 ? self : 'over';
    }
    if (gateway === 'inclusive') {
      if (outs > 0 && !running.some((token) => token.canComeOut())) return leave();
      return running.length > 0 ? self : 'over';
    }
    const connected = branches.filter(goesOn).length;
    if (outs > 0 && outs === connected) return leave();
    if (running.length > 0) return self;
    return outs > 0 ? stuck : 'over';
  };
  const self: Token = {
    waiting: () => all().flatMap((outcome) => (isToken(outcome) ? outcome.waiting() : [])),
    react(happening) {
      let isMine = false;
      for (const [index, outcome] of [...outcomes]) {
        if (!isToken(outcome)) continue;
        const next = outcome.react(happening);
        if (next === undefined) continue;
        isMine = true;
        outcomes.set(index, next);
        if (happening.kind !== 'signal') break;
      }
      return isMine ? settle() : undefined;
    },
    cancel: () => {
      for (const outcome of all()) if (isToken(outcome)) outcome.cancel();
    },
    canComeOut: () => {
      const comesOut = all().some(
        (outcome) => outcome === 'out' || (isToken(outcome) && outcome.canComeOut()),
      );
      return gateway === 'parallel' ? comesOut && branches.some(goesOn) : comesOut;
    },
  };
  for (const index of taken) {
    const branch = branches[index];
    if (branch) outcomes.set(index, enterSequence(context, branch));
  }
  return settle();
}
