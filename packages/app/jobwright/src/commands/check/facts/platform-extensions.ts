import {
  CAMUNDA7_NAMESPACES,
  listExtensions,
  type ModdleElement,
  readAttributes,
  readElement,
  readLocalName,
  readText,
} from '@jobwright/bpmn-model';
import type { MadeFor } from './model-facts.ts';

const MODELER_NAMESPACES = new Set(['http://camunda.org/schema/modeler/1.0']);
/** Models of before 2014 have the first, decisions the others. */
const OTHER_NAMESPACES = [
  'http://activiti.org/bpmn',
  'http://camunda.org/schema/1.0/dmn',
  'http://operaton.org/schema/1.0/dmn',
];
const NAMESPACES: ReadonlySet<string> = new Set([...CAMUNDA7_NAMESPACES, ...OTHER_NAMESPACES]);

/** The attributes that Camunda 7 or Operaton reads, by their names without prefix. */
export const readCamunda7Attributes = (
  element: ModdleElement | undefined,
): Readonly<Record<string, string>> =>
  element === undefined ? {} : Object.fromEntries(readAttributes(element, NAMESPACES));

/** The names of the extension elements that Camunda 7 or Operaton reads, without prefix. */
export const readCamunda7Tags = (element: ModdleElement): readonly string[] =>
  listExtensions(element).flatMap((extension) => readLocalName(extension, NAMESPACES) ?? []);

/** The platform that the modeler was set to, which files without extensions have too. */
export function readExecutionPlatform(definitions: ModdleElement): MadeFor | undefined {
  const name = readAttributes(definitions, MODELER_NAMESPACES).get('executionPlatform');
  return name === undefined ? undefined : platformNamed(name);
}

/** The platform that a modeler writes as `Camunda Cloud` or, for all others, `Camunda Platform`. */
export const platformNamed = (name: string): MadeFor => (name === 'Camunda Cloud' ? 'camunda8' : 'camunda7');

/** The text of an element that holds an expression. */
export function readBody(element: ModdleElement, property: string): string | undefined {
  const holder = readElement(element, property);
  return holder === undefined ? undefined : readText(holder, 'body')?.trim();
}
