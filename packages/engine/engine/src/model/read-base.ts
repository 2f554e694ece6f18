import {
  type ModdleElement,
  type Problem,
  readElement,
  readElements,
  readFlag,
  readId,
  readText,
  toTagName,
} from '@jobwright/bpmn-model';
import type { ScopedElement } from './collect-elements.ts';
import { type ElementIndex, isEventSubProcess } from './element-index.ts';
import type { Flows } from './read-flows.ts';
import { readExecutionListeners } from './read-listeners.ts';
import { readMappings } from './read-mappings.ts';
import { readMultiInstance } from './read-multi-instance.ts';
import { readSecrets } from './read-secrets.ts';

/** What reading an element needs besides the element. */
export interface NodeSurroundings {
  readonly flows: Flows;
  readonly index: ElementIndex;
  readonly problems: Problem[];
}

/** The event definition of an event; undefined when it has none. */
export function readDefinition(event: ModdleElement): ModdleElement | undefined {
  return readElements(event, 'eventDefinitions')[0];
}

/** What all nodes have. */
export function readBase({ element, scopeId }: ScopedElement, { flows, index, problems }: NodeSurroundings) {
  const id = readId(element);
  const loop = readElement(element, 'loopCharacteristics');
  const multiInstance = loop && readMultiInstance(element, loop, problems);
  const listeners = readExecutionListeners(element, problems);
  const name = readText(element, 'name');
  return {
    id,
    ...(name !== undefined && { name }),
    elementType: isEventSubProcess(element)
      ? 'eventSubProcess'
      : toTagName(element.$type).slice('bpmn:'.length),
    scopeId,
    inputs: readMappings(element, 'input', problems),
    outputs: readMappings(element, 'output', problems),
    outgoing: flows.outgoing.get(id) ?? [],
    incomingIds: flows.incoming.get(id) ?? [],
    boundaryIds: index.boundaryIds(id),
    ...readSecrets(element, problems),
    ...(multiInstance && { multiInstance }),
    ...(listeners && { listeners }),
    ...(readFlag(element, 'isForCompensation') === true && { isForCompensation: true }),
  };
}
