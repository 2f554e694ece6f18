import type { GraphNode } from './graph.ts';

type Nodes = ReadonlyMap<string, GraphNode>;

function canBeCompensated(activity: GraphNode, nodes: Nodes): boolean {
  if (activity.elementType === 'subProcess') return true;
  return activity.boundaryIds.some((id) => {
    const event = nodes.get(id);
    return event?.kind === 'boundary' && event.trigger.kind === 'compensation';
  });
}

/** An event sub-process also undoes what has completed around it. */
function isInReach(event: GraphNode, activity: GraphNode, nodes: Nodes): boolean {
  if (activity.scopeId === event.scopeId) return true;
  const scope = nodes.get(event.scopeId ?? '');
  return scope?.elementType === 'eventSubProcess' && activity.scopeId === scope.scopeId;
}

/** Problems of a compensation event that names the activity to undo. */
export function checkCompensationThrow(node: GraphNode, nodes: Nodes): string[] {
  if (node.kind !== 'compensationThrow' || node.activityId === undefined) return [];
  const subject = `The referenced compensation activity '${node.activityId}'`;
  // One of another process has no node here.
  const activity = nodes.get(node.activityId);
  const messages: string[] = [];
  if (activity && !canBeCompensated(activity, nodes))
    messages.push(`${subject} must have either a compensation boundary event or be a subprocess`);
  if (!activity || !isInReach(node, activity, nodes))
    messages.push(`${subject} must be in the same scope as the compensation throw event`);
  return messages;
}
