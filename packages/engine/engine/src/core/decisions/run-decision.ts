import type { EvaluatedDecision } from '@jobwright/dmn';
import type { JsonObject } from '@jobwright/json';
import type { Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { jsonOf } from '../evaluate.ts';
import type { DecisionRecord } from './decision-records.ts';
import type { DecisionResult, DecisionStep } from './decision-result.ts';

function describeStep(
  { decisionId, decisionName, decisionType, output, inputs, matchedRules }: EvaluatedDecision,
  record: DecisionRecord | undefined,
): DecisionStep {
  const decisionVersion = record?.version ?? -1;
  return {
    decisionKey: record?.key ?? '-1',
    decisionId,
    decisionName,
    decisionVersion,
    decisionType,
    output: jsonOf(output),
    inputs: inputs.map(({ value, ...input }) => ({ ...input, value: jsonOf(value) })),
    matchedRules: matchedRules.map(({ ruleId, ruleIndex, outputs }) => ({
      ruleId: ruleId === '' ? `ZB_SYNTH_RULE_ID_${decisionId}_v${decisionVersion}_r${ruleIndex}` : ruleId,
      ruleIndex,
      outputs: outputs.map(({ value, ...rest }) => ({ ...rest, value: jsonOf(value) })),
    })),
  };
}

/** Evaluates a version of a decision with what it requires. */
export function runDecision(
  { decisions: store }: Engine,
  {
    decision,
    variables,
    evaluationKey,
  }: { readonly decision: DecisionRecord; readonly variables: JsonObject; readonly evaluationKey: Key },
): DecisionResult {
  const { requirementsKey } = decision;
  const result = store.engineOf(requirementsKey)?.evaluate(decision.id, variables);
  if (!result) throw new Error(`There is no DMN file with the key ${requirementsKey}`);
  const records = store.decisionsOf(requirementsKey);
  return {
    evaluationKey,
    decisionKey: decision.key,
    decisionId: decision.id,
    decisionName: decision.name,
    decisionVersion: decision.version,
    decisionRequirementsId: decision.requirementsId,
    decisionRequirementsKey: requirementsKey,
    tenantId: decision.tenantId,
    output: result.ok ? jsonOf(result.output) : null,
    ...(!result.ok && {
      failure: { decisionId: result.failedDecisionId, message: result.failureMessage },
    }),
    evaluatedDecisions: result.evaluatedDecisions.map((one) =>
      describeStep(one, records.get(one.decisionId)),
    ),
  };
}
