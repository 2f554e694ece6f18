import { type ModdleElement, type Problem, readElement, readId, readText } from '@jobwright/bpmn-model';
import type { ScopedElement } from './collect-elements.ts';
import type { OutgoingFlow } from './graph.ts';
import { readFeel } from './read-expression.ts';

export interface Flows {
  /** By the element they leave; in the order they are taken. */
  readonly outgoing: ReadonlyMap<string, readonly OutgoingFlow[]>;
  /** Ids of the flows, by the element they enter. */
  readonly incoming: ReadonlyMap<string, readonly string[]>;
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function readCondition(flow: ModdleElement, problems: Problem[]): string | undefined {
  const condition = readElement(flow, 'conditionExpression');
  if (!condition) return undefined;
  const path = `${readId(flow)} > conditionExpression`;
  return readFeel({ problems, path }, readText(condition, 'body')?.trim());
}

function findEnd(flow: ModdleElement, property: string, problems: Problem[]): string | undefined {
  const end = readElement(flow, property);
  if (end) return readId(end);
  const message = `Attribute '${property}' must name an element on 'bpmn:sequenceFlow'.`;
  problems.push({ path: readId(flow), message });
  return undefined;
}

/** The sequence flows of a process. The broker takes the last one of the file first. */
export function readFlows(elements: readonly ScopedElement[], problems: Problem[]): Flows {
  const outgoing = new Map<string, OutgoingFlow[]>();
  const incoming = new Map<string, string[]>();
  const scopes = new Map(elements.map(({ element, scopeId }) => [readId(element), scopeId]));
  for (const { element: flow, scopeId } of elements) {
    if (flow.$type !== 'bpmn:SequenceFlow') continue;
    const id = readId(flow);
    const sourceId = findEnd(flow, 'sourceRef', problems);
    const targetId = findEnd(flow, 'targetRef', problems);
    const condition = readCondition(flow, problems);
    if (sourceId === undefined || targetId === undefined) continue;
    if (scopes.get(sourceId) !== scopeId || scopes.get(targetId) !== scopeId)
      problems.push({
        path: id,
        message: 'Must connect two elements of the process or sub-process it stands in',
      });
    push(outgoing, sourceId, { id, targetId, ...(condition !== undefined && { condition }) });
    push(incoming, targetId, id);
  }
  for (const flows of outgoing.values()) flows.reverse();
  return { outgoing, incoming };
}
