import type { DecisionEvaluation } from '../decisions/decision-passage.ts';
import type { DecisionRecord, DecisionRequirementsRecord } from '../decisions/decision-records.ts';
import type { DecisionStep } from '../decisions/decision-result.ts';
import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import { findInstanceRecord } from './instance-record.ts';
import type { InstanceRecord } from './instance-types.ts';

/** A deployed version of a decision, with the file it is in. */
export interface DecisionFound extends DecisionRecord {
  readonly requirements: DecisionRequirementsRecord | undefined;
  isLatest(): boolean;
}

/** A decision that was evaluated, by itself or for another one. */
export interface DecisionInstanceFound {
  /** The key of the evaluation, and its number there. */
  readonly key: string;
  readonly evaluation: DecisionEvaluation;
  readonly step: DecisionStep;
  readonly failure: string | null;
  readonly elementInstanceKey: Key | null;
  readonly processInstanceKey: Key | null;
  processInstance(): InstanceRecord | undefined;
}

export function listDecisions(engine: Engine): readonly DecisionFound[] {
  const { decisions, decisionRequirements } = engine.state;
  return [...decisions.values()].map((decision) => ({
    ...decision,
    requirements: decisionRequirements.get(decision.requirementsKey),
    isLatest: () => engine.decisions.decisions.latest(decision)?.key === decision.key,
  }));
}

interface Evaluated {
  readonly evaluation: DecisionEvaluation;
  readonly elementInstanceKey: Key | null;
  readonly processInstanceKey: Key | null;
}

function splitEvaluation(
  engine: Engine,
  { evaluation, elementInstanceKey, processInstanceKey }: Evaluated,
): DecisionInstanceFound[] {
  const { evaluationKey, evaluatedDecisions, failure } = evaluation;
  return evaluatedDecisions.map((step, index) => ({
    key: `${evaluationKey}-${index + 1}`,
    evaluation,
    step,
    failure: failure?.decisionId === step.decisionId ? failure.message : null,
    elementInstanceKey,
    processInstanceKey,
    processInstance: () =>
      processInstanceKey === null ? undefined : findInstanceRecord(engine, processInstanceKey),
  }));
}

/** The decisions that process instances and commands evaluated, as far as they are remembered. */
export function listDecisionInstances(engine: Engine): readonly DecisionInstanceFound[] {
  const { evaluations, histories } = engine.state;
  const alone = [...evaluations.values()].flatMap((evaluation) =>
    splitEvaluation(engine, { evaluation, elementInstanceKey: null, processInstanceKey: null }),
  );
  const called = [...histories.values()].flatMap(({ processInstanceKey, decisions = [] }) =>
    decisions.flatMap((evaluation) =>
      splitEvaluation(engine, {
        evaluation,
        processInstanceKey,
        elementInstanceKey: evaluation.elementInstanceKey,
      }),
    ),
  );
  return [...alone, ...called];
}
