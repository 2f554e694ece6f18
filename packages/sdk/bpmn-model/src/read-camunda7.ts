import type { Camunda7Element, Camunda7Entry, Camunda7Parameter, Camunda7Value } from './camunda7-model.ts';
import { listExtensions, type ModdleElement, readText } from './moddle-element.ts';
import { readAttributes, readChildren, readLocalName } from './qualified-names.ts';

/** The namespaces of the extensions of Camunda 7 and Operaton. */
export const CAMUNDA7_NAMESPACES: ReadonlySet<string> = new Set([
  'http://camunda.org/schema/1.0/bpmn',
  'http://operaton.org/schema/1.0/bpmn',
]);

/** Whether a file can have anything for Camunda 7 or Operaton in it. */
export const mayHaveCamunda7 = (xml: string): boolean => {
  for (const namespace of CAMUNDA7_NAMESPACES) if (xml.includes(namespace)) return true;
  return false;
};

/** `undefined` for an element that has nothing for Camunda 7 or Operaton. */
export function readCamunda7(element: ModdleElement): Camunda7Element | undefined {
  const attributes = readAttributes(element, CAMUNDA7_NAMESPACES);
  const extensions = listExtensions(element).filter(isOfCamunda7);
  if (attributes.size === 0 && extensions.length === 0) return undefined;
  const parameters = extensions.filter(named('inputOutput')).flatMap(readChildren);
  const topic = attributes.get('type') === 'external' ? attributes.get('topic') : undefined;
  const taskPriority = attributes.get('taskPriority');
  const modelerTemplate = attributes.get('modelerTemplate');
  return {
    ...(topic !== undefined && { topic }),
    ...(taskPriority !== undefined && { taskPriority }),
    ...(modelerTemplate !== undefined && { modelerTemplate }),
    inputs: parameters.filter(named('inputParameter')).map(readParameter),
    outputs: parameters.filter(named('outputParameter')).map(readParameter),
    properties: readProperties(extensions),
  };
}

const isOfCamunda7 = (element: ModdleElement): boolean =>
  readLocalName(element, CAMUNDA7_NAMESPACES) !== undefined;

const named =
  (name: string) =>
  (element: ModdleElement): boolean =>
    readLocalName(element, CAMUNDA7_NAMESPACES) === name;

const readParameter = (parameter: ModdleElement): Camunda7Parameter => ({
  name: readText(parameter, 'name') ?? '',
  value: readContent(parameter),
});

/** The engine takes what is nested in a parameter or an entry, and its text where nothing is. */
function readContent(holder: ModdleElement): Camunda7Value {
  const definition = readChildren(holder).find(isOfCamunda7);
  return definition === undefined ? readTextValue(holder) : readDefinition(definition);
}

function readDefinition(definition: ModdleElement): Camunda7Value {
  switch (readLocalName(definition, CAMUNDA7_NAMESPACES)) {
    case 'map':
      return { kind: 'map', entries: readChildren(definition).filter(named('entry')).map(readEntry) };
    case 'list':
      return { kind: 'list', items: readChildren(definition).filter(isOfCamunda7).map(readDefinition) };
    case 'script':
      return {
        kind: 'script',
        format: readText(definition, 'scriptFormat') ?? '',
        text: readText(definition, '$body') ?? '',
      };
    default:
      return readTextValue(definition);
  }
}

const readEntry = (entry: ModdleElement): Camunda7Entry => ({
  key: readText(entry, 'key') ?? '',
  value: readContent(entry),
});

function readTextValue(holder: ModdleElement): Camunda7Value {
  const text = readText(holder, '$body')?.trim() ?? '';
  return text === '' ? { kind: 'empty' } : { kind: 'text', text };
}

function readProperties(extensions: readonly ModdleElement[]): Readonly<Record<string, string>> {
  const properties = extensions.filter(named('properties')).flatMap(readChildren).filter(named('property'));
  return Object.fromEntries(
    properties.flatMap((property) => {
      const name = readText(property, 'name');
      return name === undefined ? [] : [[name, readText(property, 'value') ?? ''] as const];
    }),
  );
}
