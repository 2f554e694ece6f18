import {
  type ModdleElement,
  type Problem,
  readElement,
  readExtensions,
  readFlag,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import type { ScopedElement } from './collect-elements.ts';
import { readLinkName } from './element-index.ts';
import type { AwaitedTrigger, GraphNode, Trigger } from './graph.ts';
import { type NodeSurroundings, readBase, readDefinition } from './read-base.ts';
import { readCaughtError, readCaughtEscalation, readThrownError, readThrownEscalation } from './read-code.ts';
import { readConditional } from './read-conditional.ts';
import { readJob } from './read-job.ts';
import { readMessage, readSignal, readTimer } from './read-trigger.ts';

function readAwaited(
  event: ModdleElement,
  definition: ModdleElement,
  { problems, isProcessStart = false }: { readonly problems: Problem[]; readonly isProcessStart?: boolean },
): AwaitedTrigger | undefined {
  switch (definition.$type) {
    case 'bpmn:TimerEventDefinition':
      return readTimer(event, definition, problems);
    case 'bpmn:SignalEventDefinition':
      return readSignal(event, definition, problems);
    default:
      return readMessage(definition, `${readId(event)} > messageEventDefinition`, {
        problems,
        isProcessStart,
      });
  }
}

function readCaught(
  event: ModdleElement,
  definition: ModdleElement,
  options: { readonly problems: Problem[]; readonly isProcessStart?: boolean },
): Trigger | undefined {
  const source = { event, definition, problems: options.problems };
  if (definition.$type === 'bpmn:ConditionalEventDefinition')
    return readConditional(event, definition, options.problems);
  if (definition.$type === 'bpmn:ErrorEventDefinition') return readCaughtError(source);
  if (definition.$type === 'bpmn:EscalationEventDefinition') return readCaughtEscalation(source);
  return readAwaited(event, definition, options);
}

export function readStartEvent(
  scoped: ScopedElement,
  surroundings: NodeSurroundings & { readonly isInProcess: boolean },
): GraphNode | undefined {
  const { element } = scoped;
  const { problems, isInProcess: isProcessStart } = surroundings;
  const definition = readDefinition(element);
  const trigger = definition && readCaught(element, definition, { problems, isProcessStart });
  if (definition && !trigger) return undefined;
  const interrupting = readFlag(element, 'isInterrupting') ?? true;
  const [form] = readExtensions(element, 'zeebe:FormDefinition');
  const formId = form && readText(form, 'formId');
  return {
    ...readBase(scoped, surroundings),
    kind: 'start',
    interrupting,
    ...(trigger && { trigger }),
    ...(formId && { formId }),
  };
}

export function readCatchEvent(scoped: ScopedElement, surroundings: NodeSurroundings): GraphNode | undefined {
  const { element } = scoped;
  const definition = readDefinition(element);
  if (readLinkName(element) !== undefined) return { ...readBase(scoped, surroundings), kind: 'passThrough' };
  const trigger =
    definition?.$type === 'bpmn:ConditionalEventDefinition'
      ? readConditional(element, definition, surroundings.problems)
      : definition && readAwaited(element, definition, surroundings);
  return trigger && { ...readBase(scoped, surroundings), kind: 'catch', trigger };
}

/** A throwing intermediate event or an end event. */
export function readThrowEvent(scoped: ScopedElement, surroundings: NodeSurroundings): GraphNode | undefined {
  const { element: event, scopeId } = scoped;
  const { problems, index } = surroundings;
  const definition = readDefinition(event);
  const base = readBase(scoped, surroundings);
  switch (definition?.$type) {
    case 'bpmn:MessageEventDefinition':
      return { ...base, kind: 'job', ...readJob(event, problems) };
    case 'bpmn:SignalEventDefinition': {
      const signal = readSignal(event, definition, problems);
      return signal && { ...base, kind: 'signalThrow', signalName: signal.signalName };
    }
    case 'bpmn:EscalationEventDefinition': {
      const escalationCode = readThrownEscalation({ event, definition, problems });
      return { ...base, kind: 'escalationThrow', escalationCode };
    }
    case 'bpmn:ErrorEventDefinition':
      return { ...base, kind: 'errorEnd', errorCode: readThrownError({ event, definition, problems }) };
    case 'bpmn:TerminateEventDefinition':
      return { ...base, kind: 'terminateEnd' };
    case 'bpmn:CompensateEventDefinition': {
      const activity = readElement(definition, 'activityRef');
      return { ...base, kind: 'compensationThrow', ...(activity && { activityId: readId(activity) }) };
    }
    case 'bpmn:LinkEventDefinition': {
      const name = readLinkName(event) ?? '';
      const [targetId] = index.linkTargets(scopeId, name);
      if (targetId !== undefined) return { ...base, kind: 'linkThrow', targetId };
      const message = `Can't find a catch link event for the throw link event with the name '${name}'.`;
      problems.push({ path: base.id, message });
      return undefined;
    }
    default:
      return { ...base, kind: 'passThrough' };
  }
}

function readCompensation(event: ModdleElement, { index, problems }: NodeSurroundings): Trigger | undefined {
  const [handler] = index.associated(readId(event));
  if (handler) return { kind: 'compensation', handlerId: readId(handler) };
  const message = 'Must have an association to a compensation handler';
  problems.push({ path: readId(event), message });
  return undefined;
}

export function readBoundaryEvent(
  scoped: ScopedElement,
  surroundings: NodeSurroundings,
): GraphNode | undefined {
  const { element } = scoped;
  const { problems } = surroundings;
  const definition = readDefinition(element);
  const trigger =
    definition?.$type === 'bpmn:CompensateEventDefinition'
      ? readCompensation(element, surroundings)
      : definition && readCaught(element, definition, { problems });
  const host = readElement(element, 'attachedToRef');
  if (!host) {
    const message = "Attribute 'attachedToRef' must name an activity on 'bpmn:boundaryEvent'.";
    problems.push({ path: readId(element), message });
  }
  if (!host || !trigger) return undefined;
  const interrupting = readFlag(element, 'cancelActivity') ?? true;
  return {
    ...readBase(scoped, surroundings),
    kind: 'boundary',
    attachedToId: readId(host),
    interrupting,
    trigger,
  };
}
