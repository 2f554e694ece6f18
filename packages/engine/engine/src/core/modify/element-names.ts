import type { GraphNode } from '../../model/graph.ts';
import type { Executable } from '../executable.ts';

/** The type of an element without its repetition, as the broker names it: `serviceTask` is `SERVICE_TASK`. */
export const activityTypeName = ({ elementType }: Pick<GraphNode, 'elementType'>): string =>
  elementType.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

export const elementTypeName = (node: GraphNode): string =>
  node.multiInstance ? 'MULTI_INSTANCE_BODY' : activityTypeName(node);

/** The scopes around an element, the nearest first; the process is the last. */
export function listScopeIds({ node }: Executable, elementId: string): readonly string[] {
  const ids: string[] = [];
  for (let id = node(elementId).scopeId; id !== undefined; id = node(id).scopeId) ids.push(id);
  return ids;
}

/** Whether an event is one of those that an event-based gateway waits for. */
export const followsEventBasedGateway = ({ eventsBehindGateways }: Executable, elementId: string): boolean =>
  eventsBehindGateways().has(elementId);
