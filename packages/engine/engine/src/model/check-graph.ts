import type { Problem } from '@jobwright/bpmn-model';
import { checkCatchers } from './check-catchers.ts';
import { checkCompensationThrow } from './check-compensation.ts';
import type { GraphNode, ProcessGraph } from './graph.ts';

type Nodes = ReadonlyMap<string, GraphNode>;

const isBranching = (node: GraphNode) => node.kind === 'exclusiveGateway' || node.kind === 'inclusiveGateway';

function checkGateway(node: GraphNode): string[] {
  if (!isBranching(node)) return [];
  const { defaultFlowId, outgoing } = node;
  const isForeign = defaultFlowId !== undefined && !outgoing.some(({ id }) => id === defaultFlowId);
  return isForeign ? ['Default flow must start at gateway'] : [];
}

const NONE: readonly Problem[] = [];

function checkFlowConditions(node: GraphNode): readonly Problem[] {
  if (!isBranching(node))
    return node.outgoing.some(({ condition }) => condition !== undefined)
      ? [
          {
            path: node.id,
            message: 'Conditional sequence flows are only supported at exclusive or inclusive gateway',
          },
        ]
      : NONE;
  if (node.outgoing.length < 2) return NONE;
  return node.outgoing
    .filter(({ id, condition }) => condition === undefined && id !== node.defaultFlowId)
    .map(({ id }) => ({ path: id, message: 'Must have a condition or be default flow' }));
}

function checkEventBasedGateway(node: GraphNode, nodes: Nodes): string[] {
  if (node.kind !== 'eventBasedGateway') return [];
  if (node.outgoing.length < 2)
    return ['Event-based gateway must have at least 2 outgoing sequence flows to catch events.'];
  const targets = node.outgoing.map(({ targetId }) => nodes.get(targetId));
  const isEvent = (target: GraphNode | undefined): boolean =>
    target === undefined || (target.kind === 'catch' && target.elementType === 'intermediateCatchEvent');
  const messages: string[] = [];
  if (!targets.every(isEvent))
    messages.push(
      'Event-based gateway must not have an outgoing sequence flow to other elements than message, timer or signal intermediate catch events.',
    );
  if (targets.some((target) => (target?.incomingIds.length ?? 0) > 1))
    messages.push(
      'Target element of an event-based gateway must not have an additional incoming sequence flow other than that from the gateway.',
    );
  return messages;
}

function checkEnds(node: GraphNode): string[] {
  const messages: string[] = [];
  const { elementType, incomingIds, outgoing } = node;
  if (elementType === 'endEvent' && outgoing.length > 0)
    messages.push('End events must not have outgoing sequence flows to other elements.');
  if (elementType === 'startEvent' && incomingIds.length > 0)
    messages.push('Start events must not have incoming sequence flows from other elements.');
  if (elementType === 'boundaryEvent' && incomingIds.length > 0)
    messages.push('Cannot have incoming sequence flows');
  const isCompensation = node.kind === 'boundary' && node.trigger.kind === 'compensation';
  if (elementType === 'boundaryEvent' && outgoing.length === 0 && !isCompensation)
    messages.push('Must have at least one outgoing sequence flow or association');
  if (isCompensation && outgoing.length > 0)
    messages.push('Compensation boundary events must not have outgoing sequence flows');
  return messages;
}

function checkUnconnected(node: GraphNode): string[] {
  const isConnected = node.incomingIds.length + node.outgoing.length > 0;
  if (!isConnected) return [];
  if (node.isForCompensation === true)
    return ['A compensation handler should have no incoming or outgoing sequence flows'];
  return node.elementType === 'eventSubProcess' ? ['Must not have incoming or outgoing sequence flows'] : [];
}

function checkHandler(node: GraphNode, nodes: Nodes): string[] {
  if (node.kind !== 'boundary' || node.trigger.kind !== 'compensation') return [];
  const handler = nodes.get(node.trigger.handlerId);
  return handler && handler.isForCompensation !== true
    ? ['Must be associated with a compensation handler (isForCompensation)']
    : [];
}

function listProblems(node: GraphNode, nodes: Nodes): readonly string[] {
  return [
    ...checkGateway(node),
    ...checkEventBasedGateway(node, nodes),
    ...checkEnds(node),
    ...checkUnconnected(node),
    ...checkHandler(node, nodes),
    ...checkCatchers(node, nodes),
    ...checkCompensationThrow(node, nodes),
  ];
}

/** Most nodes of a large model are tasks of which nothing but their flows is to be checked. */
const isPlain = (node: GraphNode): boolean =>
  node.kind === 'job' &&
  node.elementType !== 'endEvent' &&
  node.boundaryIds.length === 0 &&
  node.isForCompensation !== true;

/** Adds the problems in how the nodes are connected. */
export function checkGraph({ nodes }: ProcessGraph, problems: Problem[]): void {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const node of nodes) {
    if (!isPlain(node))
      for (const message of listProblems(node, byId)) problems.push({ path: node.id, message });
    for (const problem of checkFlowConditions(node)) problems.push(problem);
  }
}
