import type { EvaluateDecisionCommand } from './evaluate-types.ts';
import type { Result } from '../commands.ts';
import { DEFAULT_TENANT_ID, NO_VARIABLES } from '../defaults.ts';
import type { Engine } from '../engine.ts';
import { nextKey } from '../engine-state.ts';
import { reject, succeed } from '../result.ts';
import type { DecisionRecord } from './decision-records.ts';
import type { DecisionResult } from './decision-result.ts';
import { rememberEvaluation } from './record-decision.ts';
import { runDecision } from './run-decision.ts';

function findWanted(engine: Engine, command: EvaluateDecisionCommand): Result<DecisionRecord> {
  const { decisionId = '', decisionKey, tenantId = DEFAULT_TENANT_ID } = command;
  const notFound = (wanted: string, what: string): Result<DecisionRecord> =>
    reject(
      'NOT_FOUND',
      'EVALUATE',
      `Expected to evaluate decision '${wanted}', but no decision found for ${what} '${wanted}'`,
    );
  if (decisionId !== '') {
    const decision = engine.decisions.decisions.latest({ tenantId, id: decisionId });
    return decision ? succeed(decision) : notFound(decisionId, 'id');
  }
  if (decisionKey === undefined)
    return reject(
      'INVALID_ARGUMENT',
      'EVALUATE',
      'Expected either a decision id or a valid decision key, but none provided',
    );
  const decision = engine.state.decisions.get(decisionKey);
  return decision?.tenantId === tenantId ? succeed(decision) : notFound(decisionKey, 'key');
}

/** A decision that fails is an answer too: it says where and why. */
export function evaluateDecision(engine: Engine, command: EvaluateDecisionCommand): Result<DecisionResult> {
  const found = findWanted(engine, command);
  if (!found.ok) return found;
  const evaluationKey = nextKey(engine.state);
  const { variables = NO_VARIABLES } = command;
  const result = runDecision(engine, { decision: found.value, variables, evaluationKey });
  rememberEvaluation(engine, result);
  return succeed(result);
}
