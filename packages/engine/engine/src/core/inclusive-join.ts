import type { InclusiveGatewayNode } from '../model/graph.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Executable } from './executable.ts';

/** Has the inclusive joins of a scope looked at when what happens now is done. */
export function checkJoinsLater(engine: Engine, scope: ElementInstance): void {
  if (scope.waitingFlowIds.length > 0) engine.work.push({ kind: 'checkJoins', key: scope.key });
}

interface JoinSearch {
  readonly executable: Executable;
  readonly gatewayId: string;
  /** Flows into the gateway that have brought their token: no second one is waited for. */
  readonly taken: ReadonlySet<string>;
}

/** Whether a token at one of the elements can still come to the gateway. */
function canReach(startIds: readonly string[], { executable, gatewayId, taken }: JoinSearch): boolean {
  const seen = new Set(startIds);
  // The set grows while it is walked.
  for (const id of seen) {
    if (id === gatewayId) return true;
    const node = executable.node(id);
    for (const flow of node.outgoing) if (!taken.has(flow.id)) seen.add(flow.targetId);
    for (const boundaryId of node.boundaryIds) seen.add(boundaryId);
    if (node.kind === 'linkThrow') seen.add(node.targetId);
  }
  return false;
}

function joinIfComplete(engine: Engine, scope: ElementInstance, gateway: InclusiveGatewayNode): void {
  const executable = getExecutable(engine, scope);
  const waiting = gateway.incomingIds.filter((id) => scope.waitingFlowIds.includes(id));
  if (waiting.length === 0) return;
  const activeIds = scope.childKeys.flatMap((key) => {
    const elementId = engine.state.elementInstances.get(key)?.elementId;
    return elementId === undefined || elementId === gateway.id ? [] : [elementId];
  });
  const waitingElsewhere = scope.waitingFlowIds.flatMap((id) => {
    const targetId = executable.flowTarget(id);
    return targetId === undefined || targetId === gateway.id ? [] : [targetId];
  });
  const search = { executable, gatewayId: gateway.id, taken: new Set(waiting) };
  if (canReach([...activeIds, ...waitingElsewhere], search)) return;
  for (const id of waiting) scope.waitingFlowIds.splice(scope.waitingFlowIds.indexOf(id), 1);
  createInstance(engine, { scope, elementId: gateway.id });
}

/** Lets the inclusive joins of a scope go on that no other token can reach any more. */
export function checkJoins(engine: Engine, scope: ElementInstance): void {
  for (const gateway of getExecutable(engine, scope).inclusiveJoins)
    if (gateway.scopeId === scope.elementId) joinIfComplete(engine, scope, gateway);
}
