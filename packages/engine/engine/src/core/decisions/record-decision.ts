import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { historyOf } from '../history.ts';
import type { DecisionResult, DecisionStep } from './decision-result.ts';
import type { DecisionEvaluation, DecisionPassage } from './decision-passage.ts';

/** Decisions kept of one process instance: each holds its inputs and outputs. */
const MAX_DECISIONS = 1_000;
/** Steps kept of a decision, and rules kept of a step. */
const MAX_PARTS = 100;

const shorten = (step: DecisionStep): DecisionStep =>
  step.matchedRules.length <= MAX_PARTS
    ? step
    : { ...step, matchedRules: step.matchedRules.slice(0, MAX_PARTS) };

/** Remembers what a decision gave that was evaluated by itself; the last 1,000 are kept. */
export function rememberEvaluation({ state, clock }: Engine, result: DecisionResult): void {
  const { evaluations } = state;
  const evaluatedDecisions = result.evaluatedDecisions.slice(-MAX_PARTS).map(shorten);
  const evaluation: DecisionEvaluation = { ...result, evaluatedDecisions, evaluatedAt: clock.now() };
  evaluations.set(result.evaluationKey, evaluation);
  if (evaluations.size <= MAX_DECISIONS) return;
  const [oldest] = evaluations.keys();
  if (oldest !== undefined) evaluations.delete(oldest);
}

/** Notes in the history of a process instance what a decision gave. */
export function recordDecision(
  engine: Engine,
  { processInstanceKey, elementId, key, definitionKey }: ElementInstance,
  result: DecisionResult,
): void {
  const history = historyOf(engine, { processInstanceKey, definitionKey });
  const { evaluatedDecisions } = result;
  const isShortened =
    evaluatedDecisions.length > MAX_PARTS ||
    evaluatedDecisions.some(({ matchedRules }) => matchedRules.length > MAX_PARTS);
  const decisions = (history.decisions ??= []);
  if (isShortened || decisions.length >= MAX_DECISIONS) history.isTruncated = true;
  if (decisions.length >= MAX_DECISIONS) return;
  const passage: DecisionPassage = {
    ...result,
    // The last step is the decision itself.
    evaluatedDecisions: evaluatedDecisions.slice(-MAX_PARTS).map(shorten),
    elementId,
    elementInstanceKey: key,
    evaluatedAt: engine.clock.now(),
  };
  decisions.push(passage);
}
