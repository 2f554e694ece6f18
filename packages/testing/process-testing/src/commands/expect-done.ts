import type { Result } from '@jobwright/engine/core';
import { lookUntil } from '../context/wait-for-change.ts';
import type { TestContext } from '../context/test-context.ts';
import { ProcessTestError } from '../process-test-error.ts';
import type { Selector } from '../selectors/selector.ts';

/** The value of a command. Throws a ProcessTestError with the reason when it was rejected. */
export function expectDone<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new ProcessTestError(`${result.rejection.code}: ${result.rejection.reason}`);
}

interface Search<Candidate> {
  /** What is to be done, e.g. `complete a job`. */
  readonly wish: string;
  readonly selector: Selector<Candidate>;
  readonly list: () => readonly Candidate[];
  readonly describe: (candidate: Candidate) => string;
}

/** The first candidate that matches, waited for while something can happen by itself. */
export async function findOne<Candidate>(
  context: TestContext,
  { wish, selector, list, describe }: Search<Candidate>,
): Promise<Candidate> {
  const found = await lookUntil(
    context,
    () => list().find(selector.matches),
    (candidate) => candidate !== undefined,
  );
  if (found !== undefined) return found;
  const others = list().map((candidate) => `\n  ${describe(candidate)}`);
  const instead = others.length === 0 ? 'there are none.' : `there are only:${others.join('')}`;
  throw new ProcessTestError(`Expected to ${wish} with [${selector.description}], but ${instead}`);
}
