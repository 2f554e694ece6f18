import {
  type ModdleElement,
  readElement,
  readElements,
  readFlag,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import type { ScopedElement } from './collect-elements.ts';

/** Relations between the elements of a process, built in one pass: models have thousands of elements. */
export interface ElementIndex {
  /** Ids of the boundary events of an element, in the order of the file. */
  boundaryIds(hostId: string): readonly string[];
  /** The start events directly in a process or sub-process. */
  startEvents(scopeId: string): readonly ModdleElement[];
  /** The event sub-processes directly in a process or sub-process. */
  eventSubProcesses(scopeId: string): readonly ModdleElement[];
  /** The catching links of a name in a process or sub-process. */
  linkTargets(scopeId: string, name: string): readonly string[];
  /** What an association leads to, by the id of where it begins. */
  associated(sourceId: string): readonly ModdleElement[];
}

function createGroups<T>() {
  const groups = new Map<string, T[]>();
  return {
    add(key: string, value: T): void {
      const values = groups.get(key);
      if (values) values.push(value);
      else groups.set(key, [value]);
    },
    get: (key: string): readonly T[] => groups.get(key) ?? [],
  };
}

const linkKey = (scopeId: string, name: string): string => `${scopeId} ${name}`;

/** The name of a link event; undefined for other events. */
export function readLinkName(event: ModdleElement): string | undefined {
  const [definition] = readElements(event, 'eventDefinitions');
  return definition?.$type === 'bpmn:LinkEventDefinition' ? (readText(definition, 'name') ?? '') : undefined;
}

export const isEventSubProcess = (element: ModdleElement): boolean =>
  element.$type === 'bpmn:SubProcess' && readFlag(element, 'triggeredByEvent') === true;

export function createElementIndex(process: ModdleElement, elements: readonly ScopedElement[]): ElementIndex {
  const boundaries = createGroups<string>();
  const starts = createGroups<ModdleElement>();
  const eventSubProcesses = createGroups<ModdleElement>();
  const links = createGroups<string>();
  const associations = createGroups<ModdleElement>();
  const readAssociations = (holder: ModdleElement): void => {
    for (const artifact of readElements(holder, 'artifacts')) {
      const source = readElement(artifact, 'sourceRef');
      const target = readElement(artifact, 'targetRef');
      if (artifact.$type === 'bpmn:Association' && source && target) associations.add(readId(source), target);
    }
  };
  readAssociations(process);
  for (const { element, scopeId } of elements) {
    switch (element.$type) {
      case 'bpmn:StartEvent':
        starts.add(scopeId, element);
        break;
      case 'bpmn:BoundaryEvent': {
        const host = readElement(element, 'attachedToRef');
        if (host) boundaries.add(readId(host), readId(element));
        break;
      }
      case 'bpmn:IntermediateCatchEvent': {
        const name = readLinkName(element);
        if (name !== undefined) links.add(linkKey(scopeId, name), readId(element));
        break;
      }
      case 'bpmn:AdHocSubProcess':
      case 'bpmn:SubProcess':
        readAssociations(element);
        if (isEventSubProcess(element)) eventSubProcesses.add(scopeId, element);
        break;
    }
  }
  return {
    boundaryIds: boundaries.get,
    startEvents: starts.get,
    eventSubProcesses: eventSubProcesses.get,
    linkTargets: (scopeId, name) => links.get(linkKey(scopeId, name)),
    associated: associations.get,
  };
}
