import { checkEventually, checksOf } from '../assertions/assert-that.ts';
import type { AssertionTarget, Check } from '../assertions/check.ts';
import { ProcessTestError } from '../process-test-error.ts';

interface MatcherState {
  readonly isNot?: boolean;
}
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}
/** A matcher as `expect.extend` of vitest and jest takes it. */
type Matcher = (
  this: MatcherState,
  received: unknown,
  ...args: readonly unknown[]
) => MatcherResult | Promise<MatcherResult>;

/** Checks whose matcher is not called `toBe…` or `toHave…` after them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  hasCompletedElements: ['toHaveCompletedElementsInAnyOrder'],
  hasCompletedElementsInOrder: ['toHaveCompletedElements', 'toHaveCompletedElementsInOrder'],
  hasVariableSatisfies: ['toHaveVariableSatisfying'],
  hasVariablesSatisfy: ['toHaveVariablesSatisfying'],
  hasLocalVariableSatisfies: ['toHaveLocalVariableSatisfying'],
  // `.not.toBeWaitingForMessage` says it.
  isNotWaitingForMessage: [],
};
const KINDS = {
  processInstance: 'a process instance',
  userTask: 'a user task',
  decision: 'a decision',
  incident: 'an incident',
} as const;

const kinds = ['processInstance', 'userTask', 'decision', 'incident'] as const;

const matcherNames = (check: string): readonly string[] =>
  NAMES[check] ?? [check.replace(/^is/, 'toBe').replace(/^has/, 'toHave')];

const isTarget = (value: unknown): value is AssertionTarget =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  'context' in value &&
  kinds.some((kind) => kind === value.kind);

interface BoundCheck {
  readonly target: AssertionTarget;
  readonly run: () => Check;
}

function bindCheck(matcher: string, check: string, [received, ...args]: readonly unknown[]): BoundCheck {
  if (!isTarget(received))
    throw new ProcessTestError(
      `${matcher} wants a process instance, user task, decision or incident of a process test, got ${typeof received}`,
    );
  const found = checksOf(received).get(check);
  if (!found) throw new ProcessTestError(`${matcher} cannot be asked of ${KINDS[received.kind]}`);
  return { target: received, run: () => found.run(received, ...args) };
}

const resultOf = ({ pass, message, negatedMessage }: Check): MatcherResult => ({
  pass,
  message: pass ? negatedMessage : message,
});

/** The matchers, by name, for `expect.extend` of vitest or jest. */
export function createMatchers(): Record<string, Matcher> {
  const matchers: Record<string, Matcher> = {};
  const checks = new Set(kinds.flatMap((kind) => [...checksOf({ kind }).keys()]));
  for (const check of checks)
    for (const name of matcherNames(check)) {
      matchers[name] = (...given) => {
        const { target, run } = bindCheck(name, check, given);
        target.context.runner.pump();
        return resultOf(run());
      };
      const eventualName = name.replace(/^to/, 'toEventually');
      matchers[eventualName] = async function (this: MatcherState, ...given) {
        const { target, run } = bindCheck(eventualName, check, given);
        return resultOf(await checkEventually(target, run, { isNegated: this.isNot === true }));
      };
    }
  return matchers;
}
