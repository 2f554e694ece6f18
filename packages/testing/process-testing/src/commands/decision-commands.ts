import type { JsonObject } from '@jobwright/json';
import { type DecisionTarget, decisionTarget } from '../context/process-instance.ts';
import type { TestContext } from '../context/test-context.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import { createSelector } from '../selectors/selector.ts';
import { DecisionSelectors } from '../selectors/selectors.ts';
import type { DecisionInfo } from '../views/infos.ts';
import { viewDecisions } from '../views/views.ts';
import { expectDone } from './expect-done.ts';
import { DEFAULT_TENANT } from './instance-commands.ts';

/** Decisions of a test. A text is a decision id. */
export interface DecisionCommands {
  /**
   * Evaluates a deployed decision without a process. Throws a ProcessTestError when there is no such
   * decision.
   */
  readonly evaluateDecision: (
    decisionId: string,
    variables?: JsonObject,
    options?: { readonly tenantId?: string },
  ) => Promise<DecisionTarget>;
  /** A decision to assert on: its latest evaluation that matches. */
  readonly decision: (selection: Selection<DecisionInfo>) => DecisionTarget;
  /** All decisions that were evaluated. */
  readonly decisions: () => readonly DecisionInfo[];
}

/** The commands for decisions of a test. */
export function createDecisionCommands(context: TestContext): DecisionCommands {
  const { core, record } = context;
  return {
    decision: (selection) => decisionTarget(context, resolveSelector(selection, DecisionSelectors.byId)),
    decisions: () => viewDecisions(context),
    async evaluateDecision(decisionId, variables = {}, { tenantId = DEFAULT_TENANT } = {}) {
      const result = expectDone(core.evaluateDecision({ decisionId, variables, tenantId }));
      record.evaluations.push(result);
      await context.settle();
      const ofThis = createSelector<DecisionInfo>(
        'this evaluation',
        ({ evaluationKey }) => evaluationKey === result.evaluationKey,
      );
      return decisionTarget(context, DecisionSelectors.byId(decisionId).and(ofThis));
    },
  };
}
