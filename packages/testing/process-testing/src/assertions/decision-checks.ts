import type { DecisionTarget } from '../context/process-instance.ts';
import type { DecisionInfo } from '../views/infos.ts';
import { viewDecisions } from '../views/views.ts';
import { type Check, createCheckOf, showValue } from './check.ts';
import { equalValues } from './equal-values.ts';

const describeDecision = (decision: DecisionInfo): string =>
  [
    `${decision.decisionId} ${decision.state.toLowerCase()}`,
    decision.inputs.length === 0
      ? ''
      : `, inputs ${decision.inputs.map(({ inputName, value }) => `${inputName}: ${showValue(value)}`).join(', ')}`,
    decision.state === 'FAILED'
      ? `: ${decision.failureMessage ?? ''}`
      : `, output ${showValue(decision.output)}, matched rules [${decision.matchedRules.join(', ')}]`,
  ].join('');

function report({ context }: Pick<DecisionTarget, 'context'>): string {
  const all = viewDecisions(context).map((decision) => `\n  ${describeDecision(decision)}`);
  return all.length === 0 ? 'No decision was evaluated.' : `Evaluated decisions:${all.join('')}`;
}

const check = createCheckOf<DecisionInfo>({ absent: 'it was not evaluated', report });

const showRules = (rules: readonly number[]): string => `[${rules.join(', ')}]`;
const matched = ({ matchedRules, state, failureMessage }: DecisionInfo): string =>
  state === 'FAILED'
    ? `it failed: ${failureMessage ?? ''}`
    : `the matched rules are ${showRules(matchedRules)}`;

/** What can be asserted of a decision. Rules are counted from 1. */
export const decisionChecks = {
  /** It was evaluated, and did not fail. */
  isEvaluated: (target: DecisionTarget): Check =>
    check(target, 'to be evaluated', {
      holds: ({ state }) => state === 'EVALUATED',
      actual: ({ failureMessage }) => `it failed: ${failureMessage ?? ''}`,
    }),
  isFailed: (target: DecisionTarget): Check =>
    check(target, 'to be failed', {
      holds: ({ state }) => state === 'FAILED',
      actual: ({ output }) => `its output is ${showValue(output)}`,
    }),
  /** Parts of the output may be `expect.any(Number)` and its like. */
  hasOutput: (target: DecisionTarget, output: unknown): Check =>
    check(target, `to have the output ${showValue(output)}`, {
      holds: (decision) => decision.state === 'EVALUATED' && equalValues(output, decision.output),
      actual: (decision) =>
        decision.state === 'FAILED'
          ? `it failed: ${decision.failureMessage ?? ''}`
          : `it is ${showValue(decision.output)}`,
    }),
  /** All of these rules matched; others may have too. */
  hasMatchedRules: (target: DecisionTarget, ...rules: number[]): Check =>
    check(target, `to have matched the rules ${showRules(rules)}`, {
      holds: ({ matchedRules, state }) =>
        state === 'EVALUATED' && rules.every((rule) => matchedRules.includes(rule)),
      actual: matched,
    }),
  /** None of these rules matched. */
  hasNotMatchedRules: (target: DecisionTarget, ...rules: number[]): Check =>
    check(target, `not to have matched the rules ${showRules(rules)}`, {
      holds: ({ matchedRules, state }) =>
        state === 'EVALUATED' && !rules.some((rule) => matchedRules.includes(rule)),
      actual: matched,
    }),
  /** No rule matched. */
  hasNoMatchedRules: (target: DecisionTarget): Check =>
    check(target, 'to have matched no rules', {
      holds: ({ matchedRules, state }) => state === 'EVALUATED' && matchedRules.length === 0,
      actual: matched,
    }),
} as const;
