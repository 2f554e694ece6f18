import type { GraphNode, OutgoingFlow } from '../model/graph.ts';
import { createInstance } from './element-instances.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { recordFlow } from './history.ts';
import { addToken, countFlowsWithToken, takeTokens } from './waiting-tokens.ts';

/** A parallel join lets go on when each of its flows has brought a token; it takes one of each. */
function joinTokens(engine: Engine, scope: ElementInstance, join: GraphNode): boolean {
  const { incomingIds } = join;
  if (scope.waitingFlowIds.length < incomingIds.length) return false;
  if (countFlowsWithToken(engine, scope, join) < incomingIds.length) return false;
  takeTokens(scope, incomingIds);
  return true;
}

/** Records that a token moved along a flow, and tells who observes the engine. */
export function noteFlow(engine: Engine, instance: ElementInstance, { id: flowId }: OutgoingFlow): void {
  const { processInstanceKey, definitionKey: processDefinitionKey } = instance;
  recordFlow(engine, instance, flowId);
  engine.observer?.onFlowTaken?.({ processInstanceKey, processDefinitionKey, flowId });
}

/** Moves a token along a flow: to the next element, or to a join where it waits for others. */
export function takeFlow(
  engine: Engine,
  scope: ElementInstance,
  { flow, target }: { readonly flow: OutgoingFlow; readonly target: GraphNode },
): void {
  noteFlow(engine, scope, flow);
  const isJoin = target.incomingIds.length > 1;
  if (isJoin && (target.kind === 'parallelGateway' || target.kind === 'inclusiveGateway')) {
    addToken(scope, flow.id, target);
    // Inclusive joins are looked at later, when all tokens have moved.
    if (target.kind === 'inclusiveGateway' || !joinTokens(engine, scope, target)) return;
  }
  createInstance(engine, { scope, elementId: target.id });
}
