import { type ModdleElement, readElement, readElements, readExtensions, readId } from '@jobwright/bpmn-model';
/** Prefixes of tools that store colours, versions and the like. */
const HARMLESS = new Set(['xmlns', 'xsi', 'modeler', 'bioc', 'color', 'zeebe', 'bpmn', 'di', 'dc', 'bpmndi']);
const isForeign = (name: string): boolean => {
  const end = name.indexOf(':');
  return end >= 0 && !HARMLESS.has(name.slice(0, end));
};

const DOES_NOTHING = new Set(['bpmn:Task', 'bpmn:ManualTask']);
const IS_NO_JOB = new Set(['bpmn:UserTask', 'bpmn:CallActivity']);

/** Parts of an element without effect, here and on the broker, that deserve a warning: extensions of other engines, mappings of tasks that do nothing, jobs where no job is. */
export function findIdleParts(element: ModdleElement): readonly string[] {
  const attributes = typeof element['$attrs'] === 'object' && element['$attrs'] ? element['$attrs'] : {};
  const extensions = readElement(element, 'extensionElements');
  const tags = extensions ? readElements(extensions, 'values').map(({ $type }) => $type) : [];
  const names = [...Object.keys(attributes), ...tags].filter(isForeign);
  if (DOES_NOTHING.has(element.$type) && readExtensions(element, 'zeebe:IoMapping').length > 0)
    names.push('zeebe:ioMapping');
  if (IS_NO_JOB.has(element.$type) && readExtensions(element, 'zeebe:TaskDefinition').length > 0)
    names.push('zeebe:taskDefinition');
  return names.map((name) => `'${name}' on the element '${readId(element)}' has no effect`);
}
