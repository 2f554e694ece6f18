import type { JsonObject } from '@jobwright/json';

import type { BoundaryNode } from '../model/graph.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getExecutable, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { terminate } from './terminate.ts';

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
  if (boundary.interrupting) terminate(engine, host);
}

/** An event happens to an instance that waits: its own completes it, a boundary event starts beside it. */
export function triggerEvent(
  engine: Engine,
  instance: ElementInstance,
  { nodeId, variables }: { readonly nodeId: string; readonly variables: JsonObject },
): void {
  const node = getExecutable(engine, instance).node(nodeId);
  if (instance.phase !== 'active') return;
  if (node.kind === 'boundary') {
    triggerBoundary(engine, instance, { boundary: node, variables });
  } else {
    instance.result = variables;
    instance.phase = 'completing';
    engine.work.push({ kind: 'complete', key: instance.key });
  }
}
