import {
  type ModdleElement,
  type Problem,
  readElement,
  readElements,
  readExtensions,
  readFlag,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import { adHocInnerId, type ScopedElement } from './collect-elements.ts';
import type { AdHoc, AdHocElement } from './ad-hoc.ts';
import type { GraphNode, ScopeNode } from './graph.ts';
import { type NodeSurroundings, readBase } from './read-base.ts';
import { readFeel } from './read-expression.ts';
import { readJob } from './read-job.ts';

const NOT_ACTIVATED = new Set(['bpmn:SequenceFlow', 'bpmn:BoundaryEvent', 'bpmn:StartEvent']);
const DATA = /^bpmn:Data/;

function readDocumentation(element: ModdleElement): string | undefined {
  const [documentation] = readElements(element, 'documentation');
  return documentation && readText(documentation, 'text');
}

function readProperties(element: ModdleElement): Readonly<Record<string, string>> | undefined {
  const properties = readExtensions(element, 'zeebe:Properties').flatMap((list) =>
    readElements(list, 'properties'),
  );
  const entries = properties.map((property) => [readText(property, 'name'), readText(property, 'value')]);
  const given = entries.flatMap(([name, value]) =>
    name && value !== undefined ? [[name, value] as const] : [],
  );
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function readAdHocElement(element: ModdleElement): AdHocElement {
  const elementName = readText(element, 'name');
  const documentation = readDocumentation(element);
  const properties = readProperties(element);
  return {
    elementId: readId(element),
    ...(elementName && { elementName }),
    ...(documentation && { documentation }),
    ...(properties && { properties }),
  };
}

/** Elements that no flow leads to; handlers and event sub-processes begin in other ways. */
function readActivatable(
  holder: ModdleElement,
  incoming: NodeSurroundings['flows']['incoming'],
): readonly AdHocElement[] {
  return readElements(holder, 'flowElements')
    .filter(({ $type }) => !NOT_ACTIVATED.has($type) && !DATA.test($type))
    .filter((element) => readFlag(element, 'triggeredByEvent') !== true)
    .filter((element) => readFlag(element, 'isForCompensation') !== true)
    .filter((element) => !incoming.has(readId(element)))
    .map(readAdHocElement);
}

function checkContent(holder: ModdleElement): readonly string[] {
  const elements = readElements(holder, 'flowElements');
  const messages: string[] = [];
  if (elements.length === 0) messages.push('Must have at least one activity.');
  if (elements.some(({ $type }) => $type === 'bpmn:StartEvent'))
    messages.push('Must not contain a start event.');
  if (elements.some(({ $type }) => $type === 'bpmn:EndEvent'))
    messages.push('Must not contain an end event.');
  if (readFlag(holder, 'triggeredByEvent') === true) messages.push('Must not be triggered by an event.');
  if (readText(holder, 'ordering') === 'Sequential')
    messages.push(
      "ordering 'Sequential' is not supported, here and on a Camunda 8 cluster: activate one element after the other",
    );
  return messages;
}

function checkWithJob(holder: ModdleElement, adHoc: Omit<AdHoc, 'innerId' | 'elements'>): readonly string[] {
  if (!adHoc.job) return [];
  const forbidden = [
    ...(adHoc.cancelsRemaining ? [] : ['cancelRemainingInstances']),
    ...(readElement(holder, 'completionCondition') ? ['completionCondition'] : []),
    ...(adHoc.activeElements === undefined ? [] : ['activeElementsCollection']),
  ];
  return forbidden.map((name) => `Must not define ${name} in combination with zeebe:taskDefinition.`);
}

function readSettings(holder: ModdleElement, problems: Problem[]): Omit<AdHoc, 'innerId' | 'elements'> {
  const path = readId(holder);
  const [settings] = readExtensions(holder, 'zeebe:AdHoc');
  const location = { problems, path: `${path} > extensionElements > adHoc` };
  const read = (name: string): string | undefined => (settings && readText(settings, name)) || undefined;
  const activeElements = read('activeElementsCollection');
  const outputCollection = read('outputCollection');
  const outputElement = read('outputElement');
  const condition = readElement(holder, 'completionCondition');
  if ((outputCollection === undefined) !== (outputElement === undefined))
    problems.push({
      path,
      message: "Attributes 'outputCollection' and 'outputElement' must be given together",
    });
  return {
    cancelsRemaining: readFlag(holder, 'cancelRemainingInstances') ?? true,
    ...(activeElements && { activeElements: readFeel(location, activeElements) }),
    ...(condition && {
      completionCondition: readFeel(
        { problems, path: `${path} > completionCondition` },
        readText(condition, 'body')?.trim(),
      ),
    }),
    ...(outputCollection && { outputCollection }),
    ...(outputElement && { outputElement: readFeel(location, outputElement) }),
    ...(readExtensions(holder, 'zeebe:TaskDefinition').length > 0 && { job: readJob(holder, problems) }),
  };
}

/** An ad-hoc sub-process, and the scope around each element that it activates. */
export function readAdHoc(
  scoped: ScopedElement,
  surroundings: NodeSurroundings & { readonly starts: Pick<ScopeNode, 'startId' | 'eventStartIds'> },
): readonly GraphNode[] {
  const { element } = scoped;
  const { problems, flows, starts } = surroundings;
  const base = readBase(scoped, surroundings);
  const settings = readSettings(element, problems);
  for (const message of [...checkContent(element), ...checkWithJob(element, settings)])
    problems.push({ path: base.id, message });
  const innerId = adHocInnerId(base.id);
  const adHoc = { ...settings, innerId, elements: readActivatable(element, flows.incoming) };
  const inner: GraphNode = {
    kind: 'scope',
    id: innerId,
    elementType: 'adHocSubProcessInnerInstance',
    scopeId: base.id,
    startId: undefined,
    eventStartIds: [],
    inputs: [],
    outputs: [],
    outgoing: [],
    incomingIds: [],
    boundaryIds: [],
    isAdHocInner: true,
  };
  return [{ ...base, kind: 'scope', ...starts, startId: undefined, adHoc }, inner];
}
