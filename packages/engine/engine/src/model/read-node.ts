import {
  type ModdleElement,
  type Problem,
  readElement,
  readElements,
  readFlag,
  readId,
  toTagName,
} from '@jobwright/bpmn-model';
import type { ScopedElement } from './collect-elements.ts';
import type { ElementIndex } from './element-index.ts';
import type { GraphNode } from './graph.ts';
import type { Flows } from './read-flows.ts';
import { readJob } from './read-job.ts';
import { readMappings } from './read-mappings.ts';
import { readCaughtError, readMessage, readThrownError, readTimer } from './read-trigger.ts';

export interface NodeSurroundings {
  readonly flows: Flows;
  readonly index: ElementIndex;
  readonly problems: Problem[];
}

const readTrigger = (event: ModdleElement, definition: ModdleElement, problems: Problem[]) =>
  definition.$type === 'bpmn:TimerEventDefinition'
    ? readTimer(event, definition, problems)
    : readMessage(definition, `${readId(event)} > messageEventDefinition`, problems);

function readBase({ element, scopeId }: ScopedElement, { flows, index, problems }: NodeSurroundings) {
  const id = readId(element);
  return {
    id,
    elementType: toTagName(element.$type).slice('bpmn:'.length),
    scopeId,
    inputs: readMappings(element, 'input', problems),
    outputs: readMappings(element, 'output', problems),
    outgoing: flows.outgoing.get(id) ?? [],
    incomingIds: flows.incoming.get(id) ?? [],
    boundaryIds: index.boundaryIds(id),
  };
}

export function findStart(holderId: string, index: ElementIndex): string | undefined {
  const [start] = index.startEvents(holderId);
  return start && readId(start);
}

/** An executable node; undefined for what does not execute, and after a problem that makes the element unusable. */
export function readNode(scoped: ScopedElement, surroundings: NodeSurroundings): GraphNode | undefined {
  const { element } = scoped;
  const { index, problems } = surroundings;
  const base = (): ReturnType<typeof readBase> => readBase(scoped, surroundings);
  const [definition] = readElements(element, 'eventDefinitions');
  switch (element.$type) {
    case 'bpmn:StartEvent':
    case 'bpmn:IntermediateThrowEvent':
      return { ...base(), kind: 'passThrough' };
    case 'bpmn:Task':
    case 'bpmn:ManualTask':
      // The broker checks mappings here and then ignores them.
      return { ...base(), kind: 'passThrough', inputs: [], outputs: [] };
    case 'bpmn:ServiceTask':
    case 'bpmn:SendTask':
    case 'bpmn:BusinessRuleTask':
      return { ...base(), kind: 'job', ...readJob(element, problems) };
    case 'bpmn:SubProcess':
      return { ...base(), kind: 'scope', startId: findStart(readId(element), index) };
    case 'bpmn:ExclusiveGateway': {
      const defaultFlow = readElement(element, 'default');
      return { ...base(), kind: 'exclusiveGateway', defaultFlowId: defaultFlow && readId(defaultFlow) };
    }
    case 'bpmn:ParallelGateway':
      return { ...base(), kind: 'parallelGateway' };
    case 'bpmn:EndEvent':
      if (!definition) return { ...base(), kind: 'passThrough' };
      if (definition.$type === 'bpmn:TerminateEventDefinition') return { ...base(), kind: 'terminateEnd' };
      return { ...base(), kind: 'errorEnd', errorCode: readThrownError(element, definition, problems) };
    case 'bpmn:ReceiveTask': {
      const trigger = readMessage(element, readId(element), problems);
      return trigger && { ...base(), kind: 'catch', trigger };
    }
    case 'bpmn:IntermediateCatchEvent': {
      const trigger = definition && readTrigger(element, definition, problems);
      return trigger && { ...base(), kind: 'catch', trigger };
    }
    case 'bpmn:BoundaryEvent': {
      const host = readElement(element, 'attachedToRef');
      const trigger =
        definition?.$type === 'bpmn:ErrorEventDefinition'
          ? readCaughtError(element, definition, problems)
          : definition && readTrigger(element, definition, problems);
      if (!host) {
        const message = "Attribute 'attachedToRef' must name an activity on 'bpmn:boundaryEvent'.";
        problems.push({ path: readId(element), message });
      }
      if (!host || !trigger) return undefined;
      const interrupting = readFlag(element, 'cancelActivity') ?? true;
      return { ...base(), kind: 'boundary', attachedToId: readId(host), interrupting, trigger };
    }
    default:
      return undefined;
  }
}
