import {
  type ModdleElement,
  readElement,
  readElementModel,
  readElements,
  readExtensions,
  readId,
  readText,
  toTagName,
} from '@jobwright/bpmn-model';
import type { Camunda7Facts, ElementFacts, ListenerFacts, ModelText, ZeebeFacts } from './model-facts.ts';
import { listExtensions, readBody, readCamunda7Attributes, readCamunda7Tags } from './platform-extensions.ts';

const TIMER_PARTS = ['timeDate', 'timeDuration', 'timeCycle'] as const;

/** What an element of a process says for each platform. */
export function readElementFacts(element: ModdleElement): ElementFacts {
  const events = readElements(element, 'eventDefinitions');
  const loop = readElement(element, 'loopCharacteristics');
  const name = readText(element, 'name');
  return {
    id: readId(element),
    ...(name !== undefined && name !== '' && { name }),
    type: readElementModel(element, false).type,
    events: events.map(({ $type }) => toEventKind($type)),
    ...(loop !== undefined && {
      loop: loop.$type === 'bpmn:MultiInstanceLoopCharacteristics' ? 'multiInstance' : 'standard',
    }),
    texts: listTexts(element, { events, loop }),
    zeebe: readZeebe(element, events),
    camunda7: readCamunda7(element, { events, loop }),
  };
}

/** `message` for `bpmn:MessageEventDefinition`. */
function toEventKind(type: string): string {
  const name = type.slice(type.indexOf(':') + 1).replace('EventDefinition', '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

interface ElementParts {
  readonly events: readonly ModdleElement[];
  readonly loop: ModdleElement | undefined;
}

function listTexts(element: ModdleElement, { events, loop }: ElementParts): readonly ModelText[] {
  const messages = [element, ...events].flatMap((holder) => readElement(holder, 'messageRef') ?? []);
  const signals = events.flatMap((event) => readElement(event, 'signalRef') ?? []);
  const found: readonly (readonly [ModelText['use'], string | undefined])[] = [
    ['condition', readBody(element, 'conditionExpression')],
    ...events.flatMap((event) => [
      ['condition', readBody(event, 'condition')] as const,
      ...TIMER_PARTS.map((part) => ['timer', readBody(event, part)] as const),
    ]),
    ...messages.map((message) => ['message name', readText(message, 'name')] as const),
    ...signals.map((signal) => ['signal name', readText(signal, 'name')] as const),
    ['completion condition', loop && readBody(loop, 'completionCondition')],
    ['completion condition', readBody(element, 'completionCondition')],
  ];
  return found.flatMap(([use, text]) => (text === undefined || text === '' ? [] : [{ use, text }]));
}

function readZeebe(element: ModdleElement, events: readonly ModdleElement[]): ZeebeFacts {
  const { jobType, inputs, headers } = readElementModel(element, false);
  const messages = [element, ...events].flatMap((holder) => readElement(holder, 'messageRef') ?? []);
  const holders = [element, ...events, ...messages];
  const tags = [...holders, ...[readElement(element, 'loopCharacteristics') ?? []].flat()]
    .flatMap(listExtensions)
    .flatMap(({ $type }) => ($type.startsWith('zeebe:') ? [toTagName($type)] : []));
  const properties = readExtensions(element, 'zeebe:Properties').flatMap((list) =>
    readElements(list, 'properties'),
  );
  const inbound = properties.find((property) => readText(property, 'name') === 'inbound.type');
  const inboundType = inbound && readText(inbound, 'value');
  const templateId = readText(element, 'modelerTemplate');
  const version = element['modelerTemplateVersion'];
  const called = readExtensions(element, 'zeebe:CalledElement');
  return {
    ...(jobType !== undefined && jobType !== '' && { jobType }),
    inputs,
    headers,
    tags: [...new Set(tags)],
    ...(templateId !== undefined && {
      template: { id: templateId, ...(typeof version === 'number' && { version }) },
    }),
    ...(inboundType !== undefined && { inboundType }),
    listeners: listListeners(element),
    hasBusinessId: [...called, ...messages.flatMap(listExtensions)].some(
      (holder) => readText(holder, 'businessId') !== undefined,
    ),
  };
}

function listListeners(element: ModdleElement): readonly ListenerFacts[] {
  const lists = [
    ...readExtensions(element, 'zeebe:ExecutionListeners'),
    ...readExtensions(element, 'zeebe:TaskListeners'),
  ];
  return lists
    .flatMap((list) => readElements(list, 'listeners'))
    .map((listener) => ({
      jobType: readText(listener, 'type') ?? '',
      eventType: readText(listener, 'eventType') ?? '',
      hasHeaders: readElement(listener, 'headers') !== undefined,
    }));
}

function readCamunda7(element: ModdleElement, { events, loop }: ElementParts): Camunda7Facts {
  const message = events.find(({ $type }) => $type === 'bpmn:MessageEventDefinition');
  const holders = [element, ...(message === undefined ? [] : [message])];
  const model = readElementModel(element, true).camunda7;
  const attributes = Object.fromEntries(
    holders.flatMap((holder) => Object.entries(readCamunda7Attributes(holder))),
  );
  const topic = attributes['type'] === 'external' ? attributes['topic'] : undefined;
  const loopAttributes = readCamunda7Attributes(loop);
  const calledElement = readText(element, 'calledElement');
  return {
    attributes: { ...attributes, ...loopAttributes },
    tags: holders.flatMap(readCamunda7Tags),
    ...(topic !== undefined && { topic }),
    inputs: model?.inputs ?? [],
    properties: model?.properties ?? {},
    hasScript: hasScript(element),
    hasLoopCount:
      loop !== undefined &&
      ('collection' in loopAttributes ||
        readElement(loop, 'loopCardinality') !== undefined ||
        readElement(loop, 'loopDataInputRef') !== undefined),
    ...(calledElement !== undefined && { calledElement }),
  };
}

function hasScript(element: ModdleElement): boolean {
  const text = readText(element, 'script') ?? readBody(element, 'script');
  return text !== undefined && text.trim() !== '';
}
