import {
  type ElementModel,
  listExtensions,
  type ModdleElement,
  readElement,
  readElementModel,
  readElements,
  readExtensions,
  readId,
  readText,
  toLocalName,
  toTagName,
} from '@jobwright/bpmn-model';
import type { Camunda7Facts, ElementFacts, ListenerFacts, ModelText, ZeebeFacts } from './model-facts.ts';
import { readBody, readCamunda7Attributes, readCamunda7Tags } from './platform-extensions.ts';

const TIMER_PARTS = ['timeDate', 'timeDuration', 'timeCycle'] as const;

/** What an element of a process says for each platform. */
export function readElementFacts(element: ModdleElement): ElementFacts {
  const events = readElements(element, 'eventDefinitions');
  const loop = readElement(element, 'loopCharacteristics');
  const messages = [element, ...events].flatMap((holder) => readElement(holder, 'messageRef') ?? []);
  const parts: ElementParts = { model: readElementModel(element, true), events, messages, loop };
  const name = readText(element, 'name');
  return {
    id: readId(element),
    ...(name !== undefined && name !== '' && { name }),
    type: parts.model.type,
    events: events.map(({ $type }) => toEventKind($type)),
    ...(loop !== undefined && {
      loop: loop.$type === 'bpmn:MultiInstanceLoopCharacteristics' ? 'multiInstance' : 'standard',
    }),
    texts: listTexts(element, parts),
    zeebe: readZeebe(element, parts),
    camunda7: readCamunda7(element, parts),
  };
}

/** `message` for `bpmn:MessageEventDefinition`. */
const toEventKind = (type: string): string => toLocalName(type).replace('EventDefinition', '');

interface ElementParts {
  readonly model: ElementModel;
  readonly events: readonly ModdleElement[];
  /** Those that the element or its events send or wait for. */
  readonly messages: readonly ModdleElement[];
  readonly loop: ModdleElement | undefined;
}

function listTexts(element: ModdleElement, { events, messages, loop }: ElementParts): readonly ModelText[] {
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

function readZeebe(element: ModdleElement, { model, events, messages, loop }: ElementParts): ZeebeFacts {
  const { jobType, inputs, headers } = model;
  const tags = [element, ...events, ...messages, ...(loop === undefined ? [] : [loop])]
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

function readCamunda7(element: ModdleElement, { model, events, loop }: ElementParts): Camunda7Facts {
  const message = events.find(({ $type }) => $type === 'bpmn:MessageEventDefinition');
  const holders = [element, ...(message === undefined ? [] : [message])];
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
    inputs: model.camunda7?.inputs ?? [],
    properties: model.camunda7?.properties ?? {},
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
