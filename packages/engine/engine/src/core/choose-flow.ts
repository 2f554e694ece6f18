import type { ExclusiveGatewayNode, InclusiveGatewayNode, OutgoingFlow } from '../model/graph.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluate, type Evaluation, fail, feelTypeName } from './evaluate.ts';

function isTrue(engine: Engine, instance: ElementInstance, condition: string): Evaluation<boolean> {
  const evaluation = evaluate(engine, instance, {
    expression: condition,
    failureType: 'EXTRACT_VALUE_ERROR',
  });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  if (typeof value === 'boolean') return { ok: true, value };
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${condition.slice(1)}' to be 'BOOLEAN', but was '${feelTypeName(value)}'.`,
  );
}

/**
 * The flow an exclusive gateway takes: the first whose condition holds, else the default; none where it has
 * no flows.
 */
export function chooseFlow(
  engine: Engine,
  instance: ElementInstance,
  { outgoing, defaultFlowId }: ExclusiveGatewayNode,
): Evaluation<OutgoingFlow | undefined> {
  const [only, second] = outgoing;
  if (!only || (!second && only.condition === undefined)) return { ok: true, value: only };
  for (const flow of outgoing) {
    if (flow.condition === undefined || flow.id === defaultFlowId) continue;
    const outcome = isTrue(engine, instance, flow.condition);
    if (!outcome.ok) return outcome;
    if (outcome.value) return { ok: true, value: flow };
  }
  const defaultFlow = outgoing.find(({ id }) => id === defaultFlowId);
  if (defaultFlow) return { ok: true, value: defaultFlow };
  return fail(
    'CONDITION_ERROR',
    'Expected at least one condition to evaluate to true, or to have a default flow',
  );
}

/** The flows an inclusive gateway takes: all whose condition holds, else the default. */
export function chooseFlows(
  engine: Engine,
  instance: ElementInstance,
  { outgoing, defaultFlowId }: InclusiveGatewayNode,
): Evaluation<readonly OutgoingFlow[]> {
  const [only, second] = outgoing;
  if (!only || (!second && only.condition === undefined)) return { ok: true, value: only ? [only] : [] };
  const chosen: OutgoingFlow[] = [];
  for (const flow of outgoing) {
    if (flow.condition === undefined || flow.id === defaultFlowId) continue;
    const outcome = isTrue(engine, instance, flow.condition);
    if (!outcome.ok) return outcome;
    if (outcome.value) chosen.push(flow);
  }
  const defaultFlow = outgoing.find(({ id }) => id === defaultFlowId);
  if (chosen.length > 0) return { ok: true, value: chosen };
  if (defaultFlow) return { ok: true, value: [defaultFlow] };
  return fail(
    'CONDITION_ERROR',
    'Expected at least one condition to evaluate to true, or to have a default flow',
  );
}
