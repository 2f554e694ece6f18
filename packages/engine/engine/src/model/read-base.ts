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
import type { NodeBase, OutgoingFlow } from './graph.ts';
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

type Mutable<T> = { -readonly [Property in keyof T]: T[Property] };

const NO_FLOWS: readonly OutgoingFlow[] = [];
const NO_IDS: readonly string[] = [];

/** What all nodes have. */
export function readBase(
  { element, scopeId }: ScopedElement,
  { flows, index, problems }: NodeSurroundings,
): NodeBase {
  const id = readId(element);
  const loop = readElement(element, 'loopCharacteristics');
  const multiInstance = loop && readMultiInstance(element, loop, problems);
  const listeners = readExecutionListeners(element, problems);
  const name = readText(element, 'name');
  // Properties are set one by one: copying objects into one takes long for thousands of nodes.
  const base: Mutable<NodeBase> = {
    id,
    elementType: isEventSubProcess(element)
      ? 'eventSubProcess'
      : toTagName(element.$type).slice('bpmn:'.length),
    scopeId,
    inputs: readMappings(element, 'input', problems),
    outputs: readMappings(element, 'output', problems),
    outgoing: flows.outgoing.get(id) ?? NO_FLOWS,
    incomingIds: flows.incoming.get(id) ?? NO_IDS,
    boundaryIds: index.boundaryIds(id),
  };
  const { secrets, variableReads } = readSecrets(element, problems);
  if (name !== undefined) base.name = name;
  if (secrets) base.secrets = secrets;
  if (variableReads) base.variableReads = variableReads;
  if (multiInstance) base.multiInstance = multiInstance;
  if (listeners) base.listeners = listeners;
  if (readFlag(element, 'isForCompensation') === true) base.isForCompensation = true;
  return base;
}
