/** A node of the parsed XML; its properties are unknown until read through the accessors here. */
export interface ModdleElement {
  readonly $type: string;
  readonly [property: string]: unknown;
}

/** Whether a value is an element that the parser made. */
export function isModdleElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string';
}

/** The property as text; undefined where it is absent or not text. */
export function readText(element: ModdleElement, property: string): string | undefined {
  const value = element[property];
  return typeof value === 'string' ? value : undefined;
}

/** Reads a property that is true or false; `undefined` for anything else. */
export function readFlag(element: ModdleElement, property: string): boolean | undefined {
  const value = element[property];
  return typeof value === 'boolean' ? value : undefined;
}

/** Reads a property that is an element; `undefined` for anything else. */
export function readElement(element: ModdleElement, property: string): ModdleElement | undefined {
  const value = element[property];
  return isModdleElement(value) ? value : undefined;
}

/** Reads a property that is a list of elements; empty for anything else. */
export function readElements(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element[property];
  return Array.isArray(value) ? value.filter(isModdleElement) : [];
}

/** The id, or empty text: deployment refuses elements without one before it is used. */
export function readId(element: ModdleElement): string {
  return readText(element, 'id') ?? '';
}

/** `bpmn:serviceTask` for `bpmn:ServiceTask`: the name as it stands in the file. */
export function toTagName(type: string): string {
  const colon = type.indexOf(':');
  return colon < 0 ? type : `${type.slice(0, colon)}:${toLocalName(type)}`;
}

/** `serviceTask` for `bpmn:ServiceTask`. */
export function toLocalName(type: string): string {
  const name = type.slice(type.indexOf(':') + 1);
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

const NONE: readonly ModdleElement[] = [];

/** All elements in the `extensionElements` of an element. */
export function listExtensions(element: ModdleElement): readonly ModdleElement[] {
  const extensions = readElement(element, 'extensionElements');
  return extensions === undefined ? NONE : readElements(extensions, 'values');
}

/** The extension elements of a type, e.g. `zeebe:TaskDefinition`. */
export function readExtensions(element: ModdleElement, type: string): readonly ModdleElement[] {
  const extensions = readElement(element, 'extensionElements')?.['values'];
  const isWanted = (value: unknown): value is ModdleElement => isModdleElement(value) && value.$type === type;
  return Array.isArray(extensions) && extensions.some(isWanted) ? extensions.filter(isWanted) : NONE;
}
