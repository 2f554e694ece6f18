import { isModdleElement, type ModdleElement } from './moddle-element.ts';

/** The name of an element that no schema describes, without its prefix; `undefined` in another namespace. */
export function readLocalName(element: ModdleElement, namespaces: ReadonlySet<string>): string | undefined {
  const descriptor = element['$descriptor'];
  const namespace = isRecord(descriptor) ? descriptor['ns'] : undefined;
  if (!isRecord(namespace)) return undefined;
  const { uri, localName } = namespace;
  return typeof uri === 'string' && typeof localName === 'string' && namespaces.has(uri)
    ? localName
    : undefined;
}

/** The attributes of an element that are in one of the namespaces, by their names without prefix. */
export function readAttributes(
  element: ModdleElement,
  namespaces: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const attributes = element['$attrs'];
  if (!isRecord(attributes)) return NONE;
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(attributes)) {
    const colon = name.indexOf(':');
    if (colon < 0 || typeof value !== 'string' || name.startsWith('xmlns:')) continue;
    const namespace = findNamespace(element, name.slice(0, colon));
    if (namespace !== undefined && namespaces.has(namespace)) found.set(name.slice(colon + 1), value);
  }
  return found;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** Elements in extension elements that no schema describes have their children here. */
export function readChildren(element: ModdleElement): readonly ModdleElement[] {
  const children = element['$children'];
  return Array.isArray(children) ? children.filter(isModdleElement) : [];
}

function findNamespace(element: ModdleElement, prefix: string): string | undefined {
  const declaration = `xmlns:${prefix}`;
  for (let holder: unknown = element; isModdleElement(holder); holder = holder['$parent']) {
    const attributes = holder['$attrs'];
    const namespace = isRecord(attributes) ? attributes[declaration] : undefined;
    if (typeof namespace === 'string') return namespace;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
