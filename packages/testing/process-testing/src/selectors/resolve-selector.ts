import { createSelector, type Selector } from './selector.ts';

/**
 * A selector, a function that says whether a candidate matches, or the text that a selector is usually made
 * from.
 */
export type Selection<Candidate> = Selector<Candidate> | string | ((candidate: Candidate) => boolean);

/** The selector that was meant. */
export function resolveSelector<Candidate>(
  given: Selection<Candidate>,
  fromText: (text: string) => Selector<Candidate>,
): Selector<Candidate> {
  if (typeof given === 'string') return fromText(given);
  return typeof given === 'function' ? createSelector('your function', given) : given;
}
