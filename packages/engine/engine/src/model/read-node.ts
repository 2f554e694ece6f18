import { type ModdleElement, readElement, readId } from '@jobwright/bpmn-model';
import type { ScopedElement } from './collect-elements.ts';
import { type ElementIndex, isEventSubProcess } from './element-index.ts';
import type { GraphNode, ScopeNode } from './graph.ts';
import { readAdHoc } from './read-ad-hoc.ts';
import { type NodeSurroundings, readBase, readDefinition } from './read-base.ts';
import { readBusinessRuleTask } from './read-business-rule-task.ts';
import { readBoundaryEvent, readCatchEvent, readStartEvent, readThrowEvent } from './read-event.ts';
import { readJob } from './read-job.ts';
import { readCallActivity, readScriptTask, readUserTask } from './read-task.ts';
import { readMessage } from './read-trigger.ts';

/** The start events of a process, sub-process or event sub-process. */
export function readStarts(
  holder: ModdleElement,
  index: ElementIndex,
): Pick<ScopeNode, 'startId' | 'eventStartIds'> {
  const starts = index.startEvents(readId(holder));
  const isProcess = holder.$type === 'bpmn:Process';
  const plain = isEventSubProcess(holder) ? starts : starts.filter((start) => !readDefinition(start));
  const own = isProcess ? starts.filter((start) => readDefinition(start)) : [];
  const inner = index.eventSubProcesses(readId(holder)).flatMap((sub) => index.startEvents(readId(sub)));
  const [start] = plain;
  return { startId: start && readId(start), eventStartIds: [...own, ...inner].map(readId) };
}

function readGatewayDefault(gateway: ModdleElement): string | undefined {
  const flow = readElement(gateway, 'default');
  return flow && readId(flow);
}

/**
 * An executable node; undefined for what does not execute, and after a problem that makes the element
 * unusable.
 */
function readNode(
  scoped: ScopedElement,
  surroundings: NodeSurroundings & { readonly processId: string },
): GraphNode | undefined {
  const { element, scopeId } = scoped;
  const { index, problems, processId } = surroundings;
  const base = (): ReturnType<typeof readBase> => readBase(scoped, surroundings);
  switch (element.$type) {
    case 'bpmn:StartEvent':
      return readStartEvent(scoped, { ...surroundings, isInProcess: scopeId === processId });
    case 'bpmn:Task':
    case 'bpmn:ManualTask':
      // The broker checks mappings here and then ignores them.
      return { ...base(), kind: 'passThrough', inputs: [], outputs: [] };
    case 'bpmn:ServiceTask':
    case 'bpmn:SendTask':
      return { ...base(), kind: 'job', ...readJob(element, problems) };
    case 'bpmn:UserTask':
      return readUserTask(scoped, surroundings);
    case 'bpmn:BusinessRuleTask':
      return readBusinessRuleTask(scoped, surroundings);
    case 'bpmn:ScriptTask':
      return readScriptTask(scoped, surroundings);
    case 'bpmn:CallActivity':
      return readCallActivity(scoped, surroundings);
    case 'bpmn:SubProcess':
      return { ...base(), kind: 'scope', ...readStarts(element, index) };
    case 'bpmn:ExclusiveGateway':
      return { ...base(), kind: 'exclusiveGateway', defaultFlowId: readGatewayDefault(element) };
    case 'bpmn:InclusiveGateway':
      return { ...base(), kind: 'inclusiveGateway', defaultFlowId: readGatewayDefault(element) };
    case 'bpmn:ParallelGateway':
      return { ...base(), kind: 'parallelGateway' };
    case 'bpmn:EventBasedGateway':
      return { ...base(), kind: 'eventBasedGateway' };
    case 'bpmn:IntermediateThrowEvent':
    case 'bpmn:EndEvent':
      return readThrowEvent(scoped, surroundings);
    case 'bpmn:ReceiveTask': {
      const trigger = readMessage(element, readId(element), { problems });
      return trigger && { ...base(), kind: 'catch', trigger };
    }
    case 'bpmn:IntermediateCatchEvent':
      return readCatchEvent(scoped, surroundings);
    case 'bpmn:BoundaryEvent':
      return readBoundaryEvent(scoped, surroundings);
    default:
      return undefined;
  }
}

/** The executable nodes of an element: one, or two for an ad-hoc sub-process, or none. */
export function readNodes(
  scoped: ScopedElement,
  surroundings: NodeSurroundings & { readonly processId: string },
): readonly GraphNode[] {
  if (scoped.element.$type === 'bpmn:AdHocSubProcess') {
    return readAdHoc(scoped, { ...surroundings, starts: readStarts(scoped.element, surroundings.index) });
  }
  const node = readNode(scoped, surroundings);
  return node ? [node] : [];
}
