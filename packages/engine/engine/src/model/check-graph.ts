import { type Problem } from '@jobwright/bpmn-model';
import { type BoundaryNode, type GraphNode, isFeel, type ProcessGraph } from './graph.ts';

const ACTIVITIES = new Set([
  'task',
  'manualTask',
  'serviceTask',
  'sendTask',
  'businessRuleTask',
  'receiveTask',
  'subProcess',
]);

function checkGateway(node: GraphNode): string[] {
  if (node.kind !== 'exclusiveGateway') return [];
  const { defaultFlowId, outgoing } = node;
  const isForeign = defaultFlowId !== undefined && !outgoing.some(({ id }) => id === defaultFlowId);
  return isForeign ? ['Default flow must start at gateway'] : [];
}

function checkFlowConditions(node: GraphNode): Problem[] {
  if (node.kind !== 'exclusiveGateway')
    return node.outgoing.some(({ condition }) => condition !== undefined)
      ? [
          {
            path: node.id,
            message: 'Conditional sequence flows are only supported at exclusive or inclusive gateway',
          },
        ]
      : [];
  if (node.outgoing.length < 2) return [];
  return node.outgoing
    .filter(({ id, condition }) => condition === undefined && id !== node.defaultFlowId)
    .map(({ id }) => ({ path: id, message: 'Must have a condition or be default flow' }));
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
  if (elementType === 'boundaryEvent' && outgoing.length === 0)
    messages.push('Must have at least one outgoing sequence flow or association');
  return messages;
}

function checkTimer(node: GraphNode): string[] {
  if (node.kind !== 'catch' && node.kind !== 'boundary') return [];
  if (node.trigger.kind === 'error')
    return node.kind === 'boundary' && !node.interrupting
      ? ['Non-Interrupting event of this type is not allowed']
      : [];
  if (node.trigger.kind !== 'timer' || node.trigger.timerType !== 'cycle') return [];
  if (node.kind === 'catch')
    return ['Intermediate timer catch event must have either a time duration or a time date.'];
  return node.interrupting ? ['Interrupting timer event with time cycle is not allowed.'] : [];
}

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
];

function checkBoundaries(node: GraphNode, boundaries: readonly BoundaryNode[]): string[] {
  const messages: string[] = [];
  const errors = boundaries.flatMap(({ trigger }) => (trigger.kind === 'error' ? [trigger] : []));
  if (errors.filter(({ errorCode }) => errorCode === undefined).length > 1)
    messages.push(
      'The same scope can not contain more than one error catch event without error code. An error catch event without error code catches all errors.',
    );
  for (const code of repeated(errors.flatMap(({ errorCode }) => errorCode ?? [])))
    messages.push(
      `Multiple error catch events with the same error code '${code}' are not supported on the same scope.`,
    );
  const names = boundaries.flatMap(({ trigger }) =>
    trigger.kind === 'message' ? [trigger.messageName] : [],
  );
  if (node.kind === 'catch' && node.trigger.kind === 'message') names.push(node.trigger.messageName);
  for (const name of repeated(names).filter((text) => !isFeel(text)))
    messages.push(`Multiple message event definitions with the same name '${name}' are not allowed.`);
  if (boundaries.length > 0 && !ACTIVITIES.has(node.elementType))
    messages.push(
      `Boundary events can only be attached to a task or sub-process, not to a ${node.elementType}`,
    );
  return messages;
}

/** Problems in how the nodes are connected. */
export function checkGraph({ nodes }: ProcessGraph): readonly Problem[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes.flatMap((node) => {
    const boundaries = node.boundaryIds
      .map((id) => byId.get(id))
      .filter((boundary) => boundary?.kind === 'boundary');
    const messages = [
      ...checkGateway(node),
      ...checkEnds(node),
      ...checkTimer(node),
      ...checkBoundaries(node, boundaries),
    ];
    return [...messages.map((message) => ({ path: node.id, message })), ...checkFlowConditions(node)];
  });
}
