import type { Binding } from '../../model/binding.ts';
import type { CalledDecisionNode } from '../../model/graph.ts';
import type { DecisionRecord } from '../decisions/decision-records.ts';
import { recordDecision } from '../decisions/record-decision.ts';
import { runDecision } from '../decisions/run-decision.ts';
import { type Engine, getExecutable } from '../engine.ts';
import { type ElementInstance, nextKey } from '../engine-state.ts';
import { evaluateText, type Evaluation, fail } from '../evaluate.ts';
import { collectVisibleVariables } from '../variables.ts';
import { openWaits } from '../waits.ts';
import { completes, type ElementBehavior } from './element-behavior.ts';

/** A version tag may be FEEL. */
function evaluateBinding(engine: Engine, instance: ElementInstance, binding: Binding): Evaluation<Binding> {
  if (binding.type !== 'versionTag') return { ok: true, value: binding };
  const versionTag = evaluateText(engine, instance, binding.versionTag);
  return versionTag.ok ? { ok: true, value: { ...binding, versionTag: versionTag.value } } : versionTag;
}

function explainMissing({
  id,
  binding,
  deploymentKey,
}: {
  readonly id: string;
  readonly binding: Binding;
  readonly deploymentKey: string;
}): string {
  switch (binding.type) {
    case 'latest':
      return `Expected to evaluate decision '${id}', but no decision found for id '${id}'`;
    case 'deployment':
      return `Expected to evaluate decision '${id}' with binding type 'deployment', but no such decision found in the deployment with key ${deploymentKey} which contained the current process. To resolve this incident, migrate the process instance to a process definition that is deployed together with the intended decision to evaluate.`;
    case 'versionTag':
      return `Expected to evaluate decision with id '${id}' and version tag '${binding.versionTag}', but no such decision found. To resolve this incident, deploy a decision with the given id and version tag.`;
  }
}

function findCalled(
  engine: Engine,
  instance: ElementInstance,
  node: CalledDecisionNode,
): Evaluation<DecisionRecord> {
  const id = evaluateText(engine, instance, node.decisionId);
  if (!id.ok) return id;
  const { tenantId, deploymentKey } = getExecutable(engine, instance).definition;
  const binding = evaluateBinding(engine, instance, node.binding);
  if (!binding.ok) return binding;
  const wanted = { tenantId, id: id.value, binding: binding.value, deploymentKey };
  const found = engine.decisions.decisions.findBound(wanted);
  if (found) return { ok: true, value: found };
  return fail('CALLED_DECISION_ERROR', explainMissing(wanted));
}

/** A business rule task that evaluates a decision into a variable. */
export const calledDecision: ElementBehavior<CalledDecisionNode> = {
  enter(engine, instance, node) {
    const called = findCalled(engine, instance, node);
    if (!called.ok) return called;
    const result = runDecision(engine, {
      decision: called.value,
      variables: collectVisibleVariables(engine, instance),
      evaluationKey: nextKey(engine.state),
    });
    recordDecision(engine, instance, result);
    if (result.failure) return fail('DECISION_EVALUATION_ERROR', result.failure.message);
    const opened = openWaits(engine, instance);
    if (!opened.ok) return opened;
    instance.result = { [node.resultVariable]: result.output };
    return completes;
  },
};
