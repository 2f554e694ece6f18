import type { GraphNode, Trigger } from './graph.ts';
import { isFeel } from './expression.ts';
import { findDuplicates } from './find-duplicates.ts';

const ACTIVITIES = new Set([
  'task',
  'manualTask',
  'serviceTask',
  'sendTask',
  'businessRuleTask',
  'userTask',
  'scriptTask',
  'receiveTask',
  'callActivity',
  'subProcess',
  'adHocSubProcess',
]);

const CATCHING = new Set<GraphNode['kind']>(['catch', 'boundary', 'start', 'scope']);

function checkTrigger(node: GraphNode): string[] {
  if (node.kind === 'catch')
    return node.trigger.kind === 'timer' && node.trigger.timerType === 'cycle'
      ? ['Intermediate timer catch event must have either a time duration or a time date.']
      : [];
  if (node.kind !== 'boundary' && node.kind !== 'start') return [];
  const { trigger, interrupting } = node;
  if (trigger?.kind === 'error' && !interrupting)
    return ['Non-Interrupting event of this type is not allowed'];
  const isInterruptingCycle = trigger?.kind === 'timer' && trigger.timerType === 'cycle' && interrupting;
  return node.kind === 'boundary' && isInterruptingCycle
    ? ['Interrupting timer event with time cycle is not allowed.']
    : [];
}

/** Of the same kind, only one catcher may be for all codes and one for each code. */
function checkCodes(kind: 'error' | 'escalation', codes: readonly (string | undefined)[]): string[] {
  const messages: string[] = [];
  if (codes.filter((code) => code === undefined).length > 1)
    messages.push(
      `The same scope can not contain more than one ${kind} catch event without ${kind} code. An ${kind} catch event without ${kind} code catches all ${kind}s.`,
    );
  for (const code of findDuplicates(codes.flatMap((value) => value ?? [])))
    messages.push(
      `Multiple ${kind} catch events with the same ${kind} code '${code}' are not supported on the same scope.`,
    );
  return messages;
}

function checkTriggers(triggers: readonly Trigger[]): string[] {
  if (triggers.length === 0) return [];
  const errors = triggers.flatMap((trigger) => (trigger.kind === 'error' ? [trigger.errorCode] : []));
  const escalations = triggers.flatMap((trigger) =>
    trigger.kind === 'escalation' ? [trigger.escalationCode] : [],
  );
  const messageNames = triggers.flatMap((trigger) =>
    trigger.kind === 'message' ? [trigger.messageName] : [],
  );
  const signalNames = triggers.flatMap((trigger) => (trigger.kind === 'signal' ? [trigger.signalName] : []));
  return [
    ...checkCodes('error', errors),
    ...checkCodes('escalation', escalations),
    ...findDuplicates(messageNames)
      .filter((name) => !isFeel(name))
      .map((name) => `Multiple message event definitions with the same name '${name}' are not allowed.`),
    ...findDuplicates(signalNames)
      .filter((name) => !isFeel(name))
      .map((name) => `Multiple signal event definitions with the same name '${name}' are not allowed.`),
  ];
}

/** Problems of what a node waits for: itself, its boundary events, the event sub-processes in it. */
export function checkCatchers(node: GraphNode, nodes: ReadonlyMap<string, GraphNode>): string[] {
  // Most nodes of a large model have nothing to check.
  if (!CATCHING.has(node.kind) && node.boundaryIds.length === 0) return [];
  const boundaries = node.boundaryIds
    .map((id) => nodes.get(id))
    .filter((event) => event?.kind === 'boundary');
  const boundaryTriggers: Trigger[] = boundaries.map(({ trigger }) => trigger);
  if (node.kind === 'catch') boundaryTriggers.push(node.trigger);
  const starts = (node.kind === 'scope' ? node.eventStartIds : []).flatMap((id) => {
    const start = nodes.get(id);
    return start?.kind === 'start' ? [start] : [];
  });
  const triggersOf = (chosen: typeof starts): Trigger[] => chosen.flatMap(({ trigger }) => trigger ?? []);
  const messages = [
    ...checkTrigger(node),
    ...checkTriggers(boundaryTriggers),
    ...checkTriggers(triggersOf(starts.filter(({ scopeId }) => scopeId === node.id))),
    ...checkTriggers(triggersOf(starts.filter(({ scopeId }) => scopeId !== node.id))),
  ];
  if (boundaries.length > 0 && !ACTIVITIES.has(node.elementType))
    messages.push(
      `Boundary events can only be attached to a task or sub-process, not to a ${node.elementType}`,
    );
  return messages;
}
