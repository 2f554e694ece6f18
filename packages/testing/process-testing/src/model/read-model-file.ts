// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- saxen has no typings; packages that check these sources need ours too
/// <reference path="./saxen.d.ts" />
import { isJsonObject, type JsonObject, parseJson } from '@jobwright/json';
import { Parser, type SaxElement } from 'saxen';
import type { ModelEdge, ModelElement, ModelFile, ModelFlow, ModelShape, Point } from './process-model.ts';

const PREFIXES = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DD/20100524/DC': 'dc',
  'http://www.omg.org/spec/DD/20100524/DI': 'di',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
} as const;
const EXAMPLE_DATA = 'camundaModeler:exampleOutputJson';
const ELEMENT = /(?:Task|Event|Gateway|ubProcess|callActivity|^task|transaction)$/i;

type OpenElement = { -readonly [Name in keyof ModelElement]: ModelElement[Name] };
interface OpenProcess {
  readonly id: string;
  readonly name?: string;
  readonly elements: OpenElement[];
  readonly flows: ModelFlow[];
}
interface Reading {
  readonly processes: OpenProcess[];
  readonly drawn: Map<string, { readonly type: string; readonly name?: string }>;
  readonly shapes: ModelShape[];
  readonly edges: ModelEdge[];
  /** The process and the sub-processes around what is read. */
  readonly scopeIds: string[];
  element: OpenElement | undefined;
  shape:
    { readonly elementId: string; readonly isExpanded: boolean; readonly isHorizontal: boolean } | undefined;
  edge: { readonly elementId: string; readonly points: Point[] } | undefined;
  isInLabel: boolean;
}

const isScope = (type: string): boolean => /^(process|subProcess|adHocSubProcess|transaction)$/.test(type);
const number = (text: string | undefined): number => Number(text ?? 0) || 0;

function readExampleData(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function openBpmn(reading: Reading, type: string, attributes: Readonly<Record<string, string>>): void {
  const { id = '', name, sourceRef, targetRef } = attributes;
  const named = name === undefined ? {} : { name };
  if (id !== '') reading.drawn.set(id, { type, ...named });
  const process = reading.processes.at(-1);
  const parentId = reading.scopeIds.at(-1) ?? '';
  if (type === 'process') reading.processes.push({ id, ...named, elements: [], flows: [] });
  else if (process && type === 'sequenceFlow')
    process.flows.push({ id, ...named, sourceId: sourceRef ?? '', targetId: targetRef ?? '', parentId });
  else if (process && id !== '' && parentId !== '' && ELEMENT.test(type)) {
    const attached = attributes['attachedToRef'];
    reading.element = {
      id,
      ...named,
      type,
      parentId,
      ...(attached !== undefined && { attachedToId: attached }),
    };
    process.elements.push(reading.element);
  } else if (reading.element && type.endsWith('EventDefinition'))
    reading.element.eventType = type.slice(0, -'EventDefinition'.length);
  if (isScope(type)) reading.scopeIds.push(id);
}

function openDiagram(reading: Reading, name: string, attributes: Readonly<Record<string, string>>): void {
  const { bpmnElement: elementId = '', x, y, width, height } = attributes;
  switch (name) {
    case 'bpmndi:BPMNShape':
      reading.shape = {
        elementId,
        isExpanded: attributes['isExpanded'] === 'true',
        isHorizontal: attributes['isHorizontal'] !== 'false',
      };
      break;
    case 'bpmndi:BPMNEdge':
      reading.edge = { elementId, points: [] };
      reading.edges.push(reading.edge);
      break;
    case 'bpmndi:BPMNLabel':
      reading.isInLabel = true;
      break;
    case 'dc:Bounds':
      if (reading.shape && !reading.isInLabel)
        reading.shapes.push({
          ...reading.shape,
          ...{ x: number(x), y: number(y), width: number(width), height: number(height) },
        });
      break;
    case 'di:waypoint':
      reading.edge?.points.push({ x: number(x), y: number(y) });
      break;
  }
}

function openTag(reading: Reading, { name, attrs }: SaxElement, decode: (text: string) => string): void {
  const attributes = Object.fromEntries(Object.entries(attrs).map(([key, value]) => [key, decode(value)]));
  if (name.startsWith('bpmn:')) openBpmn(reading, name.slice('bpmn:'.length), attributes);
  else if (name !== 'zeebe:property') openDiagram(reading, name, attributes);
  else if (reading.element && attributes['name'] === EXAMPLE_DATA) {
    const exampleData = readExampleData(attributes['value'] ?? '');
    if (exampleData) reading.element.exampleData = exampleData;
  }
}

function closeTag(reading: Reading, { name }: SaxElement): void {
  if (name === 'bpmndi:BPMNLabel') reading.isInLabel = false;
  if (name === 'bpmndi:BPMNShape') reading.shape = undefined;
  if (!name.startsWith('bpmn:')) return;
  const type = name.slice('bpmn:'.length);
  if (ELEMENT.test(type)) reading.element = undefined;
  if (isScope(type)) reading.scopeIds.pop();
}

/**
 * Reads what a deployed BPMN file shows: names, flows, example data and the diagram. What it does not know it
 * leaves out.
 */
export function readModelFile(xml: string): ModelFile {
  const reading: Reading = {
    processes: [],
    drawn: new Map(),
    shapes: [],
    edges: [],
    scopeIds: [],
    element: undefined,
    shape: undefined,
    edge: undefined,
    isInLabel: false,
  };
  new Parser({ proxy: true })
    .ns(PREFIXES)
    .on('openTag', (element, decode) => openTag(reading, element, decode))
    .on('closeTag', (element) => closeTag(reading, element))
    .on('warn', () => undefined)
    .on('error', () => undefined)
    .parse(xml);
  const { processes, drawn, shapes, edges } = reading;
  return { processes, drawn, shapes, edges };
}
