import type { JsonObject } from '@jobwright/json';

import type { BoundaryNode, StartNode } from '../model/graph.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getExecutable, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { checkJoinsLater } from './inclusive-join.ts';
import { noteFlow } from './take-flow.ts';
import { holdWhileTerminating, removeInstance, terminate, terminateChildren } from './terminate.ts';
import { closeWaits } from './waits.ts';

function triggerBoundary(
  engine: Engine,
  host: ElementInstance,
  { boundary, variables }: { readonly boundary: BoundaryNode; readonly variables: JsonObject },
): void {
  const scope = getScope(engine, host);
  if (!scope) return;
  const event = createInstance(engine, { scope, elementId: boundary.id });
  // An error's variables stay with the event unless it maps them; a message's go outwards.
  if (boundary.trigger.kind === 'error') event.variables = variables;
  else event.result = variables;
  if (boundary.interrupting) {
    terminate(engine, host);
    if (engine.state.elementInstances.has(host.key)) holdWhileTerminating(event, [host.key]);
  }
  checkJoinsLater(engine, scope);
}

function triggerEventSubProcess(
  engine: Engine,
  scope: ElementInstance,
  { start, variables }: { readonly start: StartNode; readonly variables: JsonObject },
): void {
  if (scope.isInterrupted === true || start.scopeId === undefined) return;
  if (start.interrupting) {
    const { node } = getExecutable(engine, scope);
    terminateChildren(engine, scope);
    closeWaits(engine, scope, (nodeId) => node(nodeId).kind === 'start');
    scope.isInterrupted = true;
  }
  const endingKeys = start.interrupting ? [...scope.childKeys] : [];
  const subProcess = createInstance(engine, { scope, elementId: start.scopeId });
  holdWhileTerminating(subProcess, endingKeys);
  subProcess.start = { nodeId: start.id, variables };
}

/**
 * The event behind an event-based gateway happens: the gateway completes, and so does the event as soon as it
 * is entered.
 */
function triggerBehindGateway(
  engine: Engine,
  gateway: ElementInstance,
  { nodeId, variables }: { readonly nodeId: string; readonly variables: JsonObject },
): void {
  const scope = getScope(engine, gateway);
  if (!scope) return;
  const flow = getNode(engine, gateway).outgoing.find(({ targetId }) => targetId === nodeId);
  if (flow) noteFlow(engine, scope, flow);
  removeInstance(engine, gateway, 'COMPLETED');
  const event = createInstance(engine, { scope, elementId: nodeId });
  event.isTriggered = true;
  event.result = variables;
}

/** An event happens to an instance that waits: its own completes it, others start beside it or in it. */
export function triggerEvent(
  engine: Engine,
  instance: ElementInstance,
  { nodeId, variables }: { readonly nodeId: string; readonly variables: JsonObject },
): void {
  const node = getExecutable(engine, instance).node(nodeId);
  if (instance.phase !== 'active') return;
  if (node.kind === 'boundary') return triggerBoundary(engine, instance, { boundary: node, variables });
  if (node.kind === 'start') return triggerEventSubProcess(engine, instance, { start: node, variables });
  if (nodeId !== instance.elementId) return triggerBehindGateway(engine, instance, { nodeId, variables });
  instance.result = variables;
  instance.phase = 'completing';
  engine.work.push({ kind: 'complete', key: instance.key });
}
