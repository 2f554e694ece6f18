import type {
  DecisionTarget,
  IncidentTarget,
  ProcessInstanceTarget,
  UserTaskTarget,
} from '../context/process-instance.ts';

/** What can be asserted on. */
export type AssertionTarget = ProcessInstanceTarget | UserTaskTarget | DecisionTarget | IncidentTarget;

/** Whether something holds, and how to say so. */
export interface Check {
  readonly pass: boolean;
  /** Why it does not hold, with all that helps to see why. */
  readonly message: () => string;
  /** What to say where it must not hold, but does. */
  readonly negatedMessage: () => string;
}

interface Outcome {
  readonly target: Pick<AssertionTarget, 'description'>;
  readonly pass: boolean;
  /** Goes on after `Expected X`, e.g. `to be completed`. */
  readonly wish: string;
  /** Goes on after `but`, e.g. `it is active`. */
  readonly actual: () => string;
  /** All that helps to see why. */
  readonly report: () => string;
}

/** The check with its messages. */
export function describeCheck({ target, pass, wish, actual, report }: Outcome): Check {
  const withReport = (sentence: string): string => {
    const details = report();
    return details === '' ? sentence : `${sentence}\n\n${details}`;
  };
  const subject = (): string => `${target.description.charAt(0).toLowerCase()}${target.description.slice(1)}`;
  return {
    pass,
    message: () => withReport(`Expected ${subject()} ${wish}, but ${actual()}.`),
    negatedMessage: () => withReport(`Expected ${subject()} not ${wish}.`),
  };
}

interface CheckedKind<Info> {
  /** What is said after `but` where there is none. */
  readonly absent: string;
  readonly report: (target: FoundTarget<Info>) => string;
}
interface FoundTarget<Info> extends Pick<AssertionTarget, 'description' | 'context'> {
  readonly find: () => Info | undefined;
}
interface Question<Info> {
  readonly holds: (found: Info) => boolean;
  /** Goes on after `but`. */
  readonly actual: (found: Info) => string;
}

/** Creates checks of what a target finds: one that finds nothing passes none. */
export const createCheckOf =
  <Info>({ absent, report }: CheckedKind<Info>) =>
  (target: FoundTarget<Info>, wish: string, { holds, actual }: Question<Info>): Check => {
    const found = target.find();
    return describeCheck({
      ...{ target, wish },
      pass: found !== undefined && holds(found),
      actual: () => (found === undefined ? absent : actual(found)),
      report: () => report(target),
    });
  };

/** A text with quotes, or any other value as JSON. */
export const showValue = (value: unknown): string => JSON.stringify(value) ?? String(value);
/** `['a', 'b']`, or `nothing`. */
export const showList = (items: readonly string[]): string =>
  items.length === 0 ? 'nothing' : `['${items.join("', '")}']`;
