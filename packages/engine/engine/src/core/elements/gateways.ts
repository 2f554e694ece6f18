import type { ExclusiveGatewayNode, InclusiveGatewayNode, ParallelGatewayNode } from '../../model/graph.ts';
import { chooseFlow, chooseFlows } from '../choose-flow.ts';
import { type ElementBehavior, leaves } from './element-behavior.ts';

/** Takes the first flow whose condition holds. */
export const exclusiveGateway: ElementBehavior<ExclusiveGatewayNode> = {
  enter(engine, instance, node) {
    const chosen = chooseFlow(engine, instance, node);
    if (!chosen.ok) return chosen;
    const flow = chosen.value;
    return flow ? { ok: true, value: { kind: 'leaves', exit: { flowIds: [flow.id] } } } : leaves;
  },
};

/** Takes all flows whose condition holds. */
export const inclusiveGateway: ElementBehavior<InclusiveGatewayNode> = {
  enter(engine, instance, node) {
    const chosen = chooseFlows(engine, instance, node);
    if (!chosen.ok) return chosen;
    const flowIds = chosen.value.map(({ id }) => id);
    return { ok: true, value: { kind: 'leaves', exit: { flowIds } } };
  },
};

/** Takes all flows. Joining happens before it is entered. */
export const parallelGateway: ElementBehavior<ParallelGatewayNode> = { enter: () => leaves };
