import { FeelError, type FeelClock, type FeelVersion, toPlainJson } from '@jobwright/feel';
import { DEFAULT_VERSION } from './default-version.ts';
import type { DecisionEvaluation, EvaluatedDecision } from './decision-evaluation.ts';
import type { DmnModel } from './dmn-model.ts';
import { evaluateDecision } from './evaluate-decision.ts';
import { DecisionFailure } from './decision-failure.ts';
import type { Evaluation } from './evaluation.ts';
import { createExpressions } from './expressions.ts';
import { listFunctionNames } from './function-names.ts';
import { createRequirements } from './requirements.ts';
import { createWorkBudget } from './work-budget.ts';

const MAX_MS = 5_000;

/** The FEEL, clock and limits of decisions. */
export interface DecisionEngineOptions {
  /** The Camunda version whose FEEL to use. Default `8.10`. */
  readonly version?: FeelVersion;
  /** For `now()` and `today()`. Default: the system's clock and zone. */
  readonly clock?: FeelClock;
  /** Milliseconds for one evaluation with all that it requires. Default 5,000. */
  readonly maxMs?: number;
}

/** The decisions of a DMN file, ready to be evaluated. */
export interface DecisionEngine {
  readonly model: DmnModel;
  /** Evaluates a decision and what it requires. Never throws: what fails is part of the result. */
  evaluate(decisionId: string, variables: Readonly<Record<string, unknown>>): DecisionEvaluation;
}

/**
 * Prepares the decisions of a file. Expressions are compiled when they are first evaluated, and then kept.
 */
export function createDecisionEngine(model: DmnModel, options: DecisionEngineOptions = {}): DecisionEngine {
  const { version = DEFAULT_VERSION, clock, maxMs = MAX_MS } = options;
  const requirements = createRequirements(model);
  const expressions = createExpressions({ functionNames: listFunctionNames(model), version, clock, maxMs });
  return {
    model,
    evaluate(decisionId, variables) {
      const evaluatedDecisions: EvaluatedDecision[] = [];
      const evaluation: Evaluation = {
        requirements,
        expressions,
        budget: createWorkBudget(maxMs),
        evaluated: evaluatedDecisions,
        callDepth: 0,
      };
      try {
        const decision = requirements.decision(decisionId);
        if (!decision) throw new DecisionFailure(`no decision found with id '${decisionId}'`);
        const output = toPlainJson(evaluateDecision(decision, { evaluation, variables }));
        return { ok: true, output, evaluatedDecisions };
      } catch (error) {
        return {
          ok: false,
          failedDecisionId: evaluatedDecisions.at(-1)?.decisionId ?? decisionId,
          failureMessage: `Expected to evaluate decision '${decisionId}', but ${reasonOf(error)}`,
          evaluatedDecisions,
        };
      }
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof DecisionFailure || error instanceof FeelError) return error.message;
  if (error instanceof RangeError) return 'its expressions are nested too deep';
  throw error;
}
