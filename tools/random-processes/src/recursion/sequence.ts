import { type Element, type End, goesOn, type Sequence } from '../process-model.ts';
import { isToken, onItsWay, type Outcome, type TokenContext, type Token } from './token.ts';
import { throwEvent } from './throwing.ts';

/** A token goes through elements in a row. */
export function enterSequence(context: TokenContext, sequence: Sequence): Outcome {
  return proceed(context, sequence, 0, 'out');
}

/** The token has come to what `outcome` says within the element before `next`. */
function proceed(context: TokenContext, sequence: Sequence, next: number, outcome: Outcome): Outcome {
  if (isToken(outcome)) return inside(context, sequence, next, outcome);
  if (outcome === 'over') return 'over';
  const element: Element | undefined = sequence.elements[next];
  if (element) return proceed(context, sequence, next + 1, context.world.enterElement(context, element));
  if (!sequence.end) return 'out';
  return end(context, sequence.end);
}

function end(context: TokenContext, { id, throws }: End): Outcome {
  if (!throws) {
    context.world.completed.push(id);
    return 'over';
  }
  const outcome = throwEvent(context, id, throws);
  return isToken(outcome) ? ending(outcome) : 'over';
}

/** An end event that waits for compensation. */
const ending = (token: Token): Token => ({
  ...token,
  react(happening) {
    const outcome = token.react(happening);
    return outcome === undefined ? undefined : isToken(outcome) ? ending(outcome) : 'over';
  },
  canComeOut: () => false,
});

function inside(context: TokenContext, sequence: Sequence, next: number, first: Token): Token {
  let token = first;
  const rest = { elements: sequence.elements.slice(next), ...(sequence.end && { end: sequence.end }) };
  const self: Token = {
    waiting: () => token.waiting(),
    react(happening) {
      const before = token;
      const outcome = before.react(happening);
      if (outcome === undefined) return undefined;
      if (isToken(outcome)) {
        token = outcome;
        return self;
      }
      // It has left the element: whoever cancels now must not find it there.
      token = { ...onItsWay, canComeOut: () => goesOn(rest) };
      return proceed(context, sequence, next, outcome);
    },
    cancel: () => token.cancel(),
    canComeOut: () => token.canComeOut() && goesOn(rest),
  };
  return self;
}
