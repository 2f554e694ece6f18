import { type ModdleElement, readElement, readElements, readId } from './moddle-element.ts';

/** Prefixes of tools that store colours, versions and the like. */
const HARMLESS = new Set(['xmlns', 'xsi', 'modeler', 'bioc', 'color', 'zeebe', 'bpmn', 'di', 'dc', 'bpmndi']);
const isForeign = (name: string): boolean => {
  const [prefix, local] = name.split(':');
  return local !== undefined && prefix !== undefined && !HARMLESS.has(prefix);
};

/** Extensions of other engines on an element: without effect here as on the broker, but worth telling. */
export function findForeignParts(element: ModdleElement): readonly string[] {
  const attributes = typeof element['$attrs'] === 'object' && element['$attrs'] ? element['$attrs'] : {};
  const extensions = readElement(element, 'extensionElements');
  const tags = extensions ? readElements(extensions, 'values').map(({ $type }) => $type) : [];
  return [...Object.keys(attributes), ...tags]
    .filter(isForeign)
    .map((name) => `'${name}' on the element '${readId(element)}' has no effect`);
}
