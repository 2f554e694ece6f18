import type { InclusiveGatewayNode } from '../model/graph.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Executable } from './executable.ts';
import { countFlowsWithToken, findTokens, takeTokens } from './waiting-tokens.ts';

/** Has the inclusive joins of a scope looked at when what happens now is done. */
export function checkJoinsLater(engine: Engine, scope: ElementInstance): void {
  if (scope.waitingFlowIds.length > 0) engine.work.push({ kind: 'checkJoins', key: scope.key });
}

interface JoinSearch {
  readonly executable: Executable;
  readonly gatewayId: string;
  /** Whether a flow into the gateway has brought its token: no second one is waited for. */
  readonly isTaken: (flowId: string) => boolean;
}

/** Whether a token at one of the elements can still come to the gateway. */
function canReach(startIds: Iterable<string>, { executable, gatewayId, isTaken }: JoinSearch): boolean {
  const seen = new Set<string>();
  for (const startId of startIds) {
    const open = [startId];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (id === gatewayId) return true;
      if (seen.has(id)) continue;
      seen.add(id);
      const node = executable.node(id);
      for (const flow of node.outgoing) if (!isTaken(flow.id)) open.push(flow.targetId);
      for (const boundaryId of node.boundaryIds) open.push(boundaryId);
      if (node.kind === 'linkThrow') open.push(node.targetId);
    }
  }
  return false;
}

/**
 * Where the other tokens of a scope are. Mostly the first that are looked at can still come, of which the
 * youngest are sure to be there.
 */
function* listPositions(engine: Engine, scope: ElementInstance, gatewayId: string): Iterable<string> {
  const { flowTarget } = getExecutable(engine, scope);
  const { childKeys, waitingFlowIds } = scope;
  for (let index = childKeys.length - 1; index >= 0; index -= 1) {
    const elementId = engine.state.elementInstances.get(childKeys[index] ?? '')?.elementId;
    if (elementId !== undefined && elementId !== gatewayId) yield elementId;
  }
  for (const flowId of waitingFlowIds) {
    const targetId = flowTarget(flowId);
    if (targetId !== undefined && targetId !== gatewayId) yield targetId;
  }
}

function joinIfComplete(engine: Engine, scope: ElementInstance, gateway: InclusiveGatewayNode): void {
  if (countFlowsWithToken(engine, scope, gateway) === 0) return;
  const executable = getExecutable(engine, scope);
  const isTaken = findTokens(engine, scope);
  const positions = listPositions(engine, scope, gateway.id);
  if (canReach(positions, { executable, gatewayId: gateway.id, isTaken })) return;
  takeTokens(scope, gateway.incomingIds.filter(isTaken));
  createInstance(engine, { scope, elementId: gateway.id });
}

/** Lets the inclusive joins of a scope go on that no other token can reach any more. */
export function checkJoins(engine: Engine, scope: ElementInstance): void {
  for (const gateway of getExecutable(engine, scope).inclusiveJoins)
    if (gateway.scopeId === scope.elementId) joinIfComplete(engine, scope, gateway);
}
