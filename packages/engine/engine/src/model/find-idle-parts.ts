import { listExtensions, type ModdleElement, readExtensions, readId, toTagName } from '@jobwright/bpmn-model';

/** Prefixes of tools that store colours, versions and the like. */
const HARMLESS = new Set(['xmlns', 'xsi', 'modeler', 'bioc', 'color', 'zeebe', 'bpmn', 'di', 'dc', 'bpmndi']);
const isForeign = (name: string): boolean => {
  const end = name.indexOf(':');
  return end >= 0 && !HARMLESS.has(name.slice(0, end));
};

const DOES_NOTHING = new Set(['bpmn:Task', 'bpmn:ManualTask']);
const IS_NO_JOB = new Set(['bpmn:UserTask', 'bpmn:CallActivity']);
/** These do something by themselves, or by a job if they have one. Tasks of them say what. */
const MAY_BE_JOB: ReadonlyMap<string, string | null> = new Map([
  ['bpmn:ScriptTask', 'zeebe:Script'],
  ['bpmn:BusinessRuleTask', 'zeebe:CalledDecision'],
  ['bpmn:AdHocSubProcess', null],
]);
const JOB_PARTS = ['zeebe:TaskHeaders', 'zeebe:LinkedResources', 'zeebe:JobPriorityDefinition'];

function findJobParts(element: ModdleElement): readonly string[] {
  const own = MAY_BE_JOB.get(element.$type);
  const has = (type: string): boolean => readExtensions(element, type).length > 0;
  if (own === undefined || has('zeebe:TaskDefinition')) return [];
  if (own !== null && !has(own)) return [];
  return JOB_PARTS.filter(has).map(toTagName);
}

/** A part of an element that has no effect. */
export interface IdlePart {
  readonly elementId: string;
  /** An extension element or attribute, e.g. `camunda:topic`. */
  readonly name: string;
}

const NONE: readonly IdlePart[] = [];

export const describeIdlePart = ({ elementId, name }: IdlePart): string =>
  `'${name}' on the element '${elementId}' has no effect`;

/**
 * Parts of an element without effect, here and on the broker, that deserve a warning: extensions of other
 * engines, mappings of tasks that do nothing, jobs and parts of jobs where no job is.
 */
export function findIdleParts(element: ModdleElement): readonly IdlePart[] {
  const attributes = typeof element['$attrs'] === 'object' && element['$attrs'] ? element['$attrs'] : {};
  const extensions = listExtensions(element);
  const names = Object.keys(attributes).filter(isForeign);
  if (names.length === 0 && extensions.length === 0) return NONE;
  for (const { $type } of extensions) if (isForeign($type)) names.push($type);
  if (DOES_NOTHING.has(element.$type) && readExtensions(element, 'zeebe:IoMapping').length > 0)
    names.push('zeebe:ioMapping');
  if (IS_NO_JOB.has(element.$type) && readExtensions(element, 'zeebe:TaskDefinition').length > 0)
    names.push('zeebe:taskDefinition');
  names.push(...findJobParts(element));
  return names.map((name) => ({ elementId: readId(element), name }));
}
