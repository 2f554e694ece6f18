import { AssertionError } from 'node:assert';
import type {
  DecisionTarget,
  IncidentTarget,
  ProcessInstanceTarget,
  UserTaskTarget,
} from '../context/process-instance.ts';
import { lookUntil } from '../context/wait-for-change.ts';
import type { AssertionTarget, Check } from './check.ts';
import { decisionChecks } from './decision-checks.ts';
import { elementChecks } from './element-checks.ts';
import { incidentChecks } from './incident-checks.ts';
import { processInstanceChecks } from './process-instance-checks.ts';
import { userTaskChecks } from './user-task-checks.ts';
import { variableChecks } from './variable-checks.ts';

/** All that can be asserted of a process instance. */
export const allProcessInstanceChecks = {
  ...processInstanceChecks,
  ...elementChecks,
  ...variableChecks,
} as const;

type AnyCheck = (target: never, ...args: never[]) => Check;
/** Which check gets which target is certain from its table; the compiler cannot see it through the names. */
interface LooseCheck {
  run(target: AssertionTarget, ...args: readonly unknown[]): Check;
}
type Bound<Checks, Result> = {
  readonly [Name in keyof Checks]: Checks[Name] extends (target: never, ...args: infer Args) => Check
    ? (...args: Args) => Result
    : never;
};

/**
 * Assertions that return themselves, so that more can follow; under `eventually` each waits, and returns a
 * promise.
 */
export type Assertions<Checks> = {
  readonly [Name in keyof Checks]: Checks[Name] extends (target: never, ...args: infer Args) => Check
    ? (...args: Args) => Assertions<Checks>
    : never;
} & { readonly eventually: Bound<Checks, Promise<void>> };

/** Assertions on a process instance, its elements and its variables. */
export type ProcessInstanceAssert = Assertions<typeof allProcessInstanceChecks>;
/** Assertions on a user task. */
export type UserTaskAssert = Assertions<typeof userTaskChecks>;
/** Assertions on a decision. */
export type DecisionAssert = Assertions<typeof decisionChecks>;
/** Assertions on an incident. */
export type IncidentAssert = Assertions<typeof incidentChecks>;

/** How long `eventually` waits. */
export interface AssertOptions {
  /** In milliseconds. Default: that of the test, 10,000 unless it says otherwise. */
  readonly timeoutMs?: number;
}

/** All checks of a kind of target, by name. */
export function checksOf({ kind }: Pick<AssertionTarget, 'kind'>): ReadonlyMap<string, LooseCheck> {
  return tables[kind];
}

const toTable = (checks: Readonly<Record<string, AnyCheck>>): ReadonlyMap<string, LooseCheck> =>
  new Map(Object.entries(checks).map(([name, run]) => [name, { run }]));

const tables = {
  processInstance: toTable(allProcessInstanceChecks),
  userTask: toTable(userTaskChecks),
  decision: toTable(decisionChecks),
  incident: toTable(incidentChecks),
} as const;

/** Looks again while something can happen by itself, until the check passes, or fails if it is negated. */
export function checkEventually(
  target: AssertionTarget,
  check: () => Check,
  {
    isNegated = false,
    timeoutMs = target.context.timeoutMs,
  }: { isNegated?: boolean; timeoutMs?: number } = {},
): Promise<Check> {
  return lookUntil(target.context, check, ({ pass }) => pass !== isNegated, timeoutMs);
}

function expectPass({ pass, message }: Check, caller: (...args: never[]) => unknown): void {
  if (!pass) throw new AssertionError({ message: message(), stackStartFn: caller });
}

/**
 * Assertions without a test framework, as in Camunda Process Test. Each throws an AssertionError that shows
 * the path, variables, jobs and incidents. Under `eventually` they wait for workers.
 * @example
 * const order = await runProcess('order.bpmn', { variables: { amount: 5 } });
 * assertThat(order).isCompleted().hasCompletedElements('charge', 'send').hasVariable('paid', true);
 * await assertThat(order).eventually.isCompleted();
 */
export function assertThat(target: ProcessInstanceTarget, options?: AssertOptions): ProcessInstanceAssert;
export function assertThat(target: UserTaskTarget, options?: AssertOptions): UserTaskAssert;
export function assertThat(target: DecisionTarget, options?: AssertOptions): DecisionAssert;
export function assertThat(target: IncidentTarget, options?: AssertOptions): IncidentAssert;
export function assertThat(target: AssertionTarget, options: AssertOptions = {}): object {
  const eventually: Record<string, (...args: readonly unknown[]) => Promise<void>> = {};
  const assertions: Record<string, unknown> = { eventually };
  for (const [name, check] of checksOf(target)) {
    const assertNow = (...args: readonly unknown[]): object => {
      target.context.runner.pump();
      expectPass(check.run(target, ...args), assertNow);
      return assertions;
    };
    const assertEventually = async (...args: readonly unknown[]): Promise<void> =>
      expectPass(await checkEventually(target, () => check.run(target, ...args), options), assertEventually);
    assertions[name] = assertNow;
    eventually[name] = assertEventually;
  }
  return assertions;
}
