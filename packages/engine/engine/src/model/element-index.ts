import { type ModdleElement, readElement, readId } from '@jobwright/bpmn-model';
import type { ScopedElement } from './collect-elements.ts';

/** Relations between the elements of a process, built in one pass: models have thousands of elements. */
export interface ElementIndex {
  /** Ids of the boundary events of an element, in the order of the file. */
  boundaryIds(hostId: string): readonly string[];
  /** The start events directly in a process or sub-process. */
  startEvents(scopeId: string): readonly ModdleElement[];
}

function group<T>(): { add(key: string, value: T): void; get(key: string): readonly T[] } {
  const groups = new Map<string, T[]>();
  return {
    add(key, value) {
      const values = groups.get(key);
      if (values) values.push(value);
      else groups.set(key, [value]);
    },
    get: (key) => groups.get(key) ?? [],
  };
}

export function createElementIndex(elements: readonly ScopedElement[]): ElementIndex {
  const boundaries = group<string>();
  const starts = group<ModdleElement>();
  for (const { element, scopeId } of elements) {
    if (element.$type === 'bpmn:StartEvent') starts.add(scopeId, element);
    if (element.$type !== 'bpmn:BoundaryEvent') continue;
    const host = readElement(element, 'attachedToRef');
    if (host) boundaries.add(readId(host), readId(element));
  }
  return { boundaryIds: boundaries.get, startEvents: starts.get };
}
