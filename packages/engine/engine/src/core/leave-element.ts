import type { GraphNode, OutgoingFlow } from '../model/graph.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getExecutable, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Evaluation } from './evaluate.ts';
import { raiseIncident } from './incidents.ts';
import { evaluateMappings } from './mappings.ts';
import { endInstance } from './end-instance.ts';
import { removeInstance } from './terminate.ts';
import { mergeVariables, setLocalVariables } from './variables.ts';

/** Outputs see what the element was given as its own variables; without outputs all of it goes outwards. */
function applyOutputs(engine: Engine, instance: ElementInstance, node: GraphNode): Evaluation<undefined> {
  const { result } = instance;
  if (node.outputs.length > 0) {
    if (result) setLocalVariables(instance, result);
    const outputs = evaluateMappings(engine, instance, { mappings: node.outputs, keepsExisting: true });
    if (!outputs.ok) return outputs;
    mergeVariables(engine, getScope(engine, instance) ?? instance, outputs.value);
  } else if (result) {
    mergeVariables(engine, instance, result);
  }
  return { ok: true, value: undefined };
}

/** A parallel join lets go on when each of its flows has brought a token; it takes one of each. */
function joinTokens(scope: ElementInstance, incomingIds: readonly string[]): boolean {
  const { waitingFlowIds } = scope;
  if (!incomingIds.every((id) => waitingFlowIds.includes(id))) return false;
  for (const id of incomingIds) waitingFlowIds.splice(waitingFlowIds.indexOf(id), 1);
  return true;
}

function takeFlow(
  engine: Engine,
  scope: ElementInstance,
  { flow, target }: { readonly flow: OutgoingFlow; readonly target: GraphNode },
): void {
  if (target.kind === 'parallelGateway' && target.incomingIds.length > 1) {
    scope.waitingFlowIds.push(flow.id);
    if (!joinTokens(scope, target.incomingIds)) return;
  }
  createInstance(engine, { scope, elementId: target.id });
}

function completeIfEmpty(engine: Engine, scope: ElementInstance): void {
  if (scope.childKeys.length > 0 || scope.waitingFlowIds.length > 0) return;
  engine.work.push({ kind: 'complete', key: scope.key });
}

/** Output mappings, then the outgoing flows; a scope that has nothing left in it completes in turn. */
export function complete(engine: Engine, instance: ElementInstance, flowId?: string): void {
  instance.phase = 'completing';
  const node = getNode(engine, instance);
  const outputs = applyOutputs(engine, instance, node);
  if (!outputs.ok) return raiseIncident(engine, instance, { ...outputs.failure, step: 'complete' });
  const scope = getScope(engine, instance);
  removeInstance(engine, instance);
  if (!scope) return endInstance(engine, instance, 'COMPLETED');
  const executable = getExecutable(engine, instance);
  for (const flow of node.outgoing) {
    if (flowId !== undefined && flow.id !== flowId) continue;
    takeFlow(engine, scope, { flow, target: executable.node(flow.targetId) });
  }
  completeIfEmpty(engine, scope);
}
