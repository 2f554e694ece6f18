import {
  isModdleElement,
  listExtensions,
  type ModdleElement,
  type Problem,
  readElement,
  readElements,
  readExtensions,
  readFlag,
  readId,
  readText,
  toTagName,
} from '@jobwright/bpmn-model';
import { checkFormDefinition } from './form-definition.ts';
import {
  ADVICE,
  DEFAULT_ADVICE,
  DOCUMENTATION,
  EVENT_DEFINITIONS,
  SUPPORTED,
  type SupportedElement,
  UNSUPPORTED,
} from './supported-elements.ts';

const refuse = (path: string, what: string, key = ''): Problem => ({
  path,
  message: `${what} ${UNSUPPORTED}: ${ADVICE[key] ?? DEFAULT_ADVICE}`,
});

const knownOf = new WeakMap<SupportedElement, ReadonlySet<string>>();

function knownProperties(supported: SupportedElement): ReadonlySet<string> {
  const known = knownOf.get(supported) ?? new Set(supported.properties);
  knownOf.set(supported, known);
  return known;
}

/*
 * The checks put what they find into one list: lists of their own for thousands of elements, nearly all of
 * them empty, take longer than the checks.
 */

function checkProperties(element: ModdleElement, supported: SupportedElement, problems: Problem[]): void {
  const known = knownProperties(supported);
  for (const property of Object.keys(element)) {
    if (known.has(property) || property.startsWith('$')) continue;
    const value = element[property];
    const type = isModdleElement(value) ? value.$type : undefined;
    const what = type === undefined ? `'${property}'` : `'${toTagName(type)}'`;
    problems.push(refuse(readId(element), `${what} on a ${toTagName(element.$type)}`, type));
  }
}

function checkExtensions(element: ModdleElement, supported: SupportedElement, problems: Problem[]): void {
  const extensions = listExtensions(element);
  if (extensions.length === 0) return;
  const seen = new Set<string>();
  for (const { $type: type } of extensions) {
    if (!type.startsWith('zeebe:')) continue;
    const tag = toTagName(type);
    if (!supported.extensions.includes(type))
      problems.push(refuse(readId(element), `'${tag}' on a ${toTagName(element.$type)}`, type));
    // The rule for task definitions has the broker's wording; forms come one for each user task.
    else if (seen.has(type) && type !== 'zeebe:TaskDefinition' && type !== 'zeebe:UserTaskForm')
      problems.push({ path: readId(element), message: `Must have at most one '${tag}' extension element` });
    seen.add(type);
  }
  for (const problem of checkFormDefinition(element)) problems.push(problem);
}

const QUANTITIES = ['startQuantity', 'completionQuantity'] as const;

function checkFlags(element: ModdleElement, problems: Problem[]): void {
  if (readFlag(element, 'instantiate') === true)
    problems.push(refuse(readId(element), 'a receive task that starts the process (instantiate)'));
  for (const name of QUANTITIES)
    if ((element[name] ?? 1) !== 1) problems.push(refuse(readId(element), `${name} other than 1`));
}

function checkEventDefinitions(element: ModdleElement, problems: Problem[]): void {
  const allowed = EVENT_DEFINITIONS[element.$type];
  if (!allowed) return;
  const path = readId(element);
  const definitions = readElements(element, 'eventDefinitions');
  for (const { $type } of definitions)
    if (!allowed.includes($type))
      problems.push(refuse(path, `'${toTagName($type)}' on a ${toTagName(element.$type)}`));
  const mayBeNone = allowed.includes('none');
  if (definitions.length > 1)
    problems.push({ path, message: `Must have ${mayBeNone ? 'at most' : 'exactly'} one event definition` });
  if (definitions.length === 0 && !mayBeNone)
    problems.push({ path, message: 'Must have exactly one event definition' });
}

/** Camunda 8 repeats activities by multi-instance alone. */
function checkLoop(element: ModdleElement, problems: Problem[]): void {
  const loop = readElement(element, 'loopCharacteristics');
  if (!loop || loop.$type === 'bpmn:MultiInstanceLoopCharacteristics') return;
  const what = `'${toTagName(loop.$type)}' on a ${toTagName(element.$type)}`;
  problems.push(refuse(readId(element), what, loop.$type));
}

const JOB_EXTENSIONS = [
  'zeebe:TaskDefinition',
  'zeebe:TaskHeaders',
  'zeebe:LinkedResources',
  'zeebe:JobPriorityDefinition',
];

/** A task definition says nothing on an event that sends no message. */
function checkEventJob(element: ModdleElement, problems: Problem[]): void {
  if (element.$type !== 'bpmn:EndEvent' && element.$type !== 'bpmn:IntermediateThrowEvent') return;
  const [definition] = readElements(element, 'eventDefinitions');
  if (definition?.$type === 'bpmn:MessageEventDefinition') return;
  for (const type of JOB_EXTENSIONS)
    if (readExtensions(element, type).length > 0)
      problems.push(
        refuse(readId(element), `'${toTagName(type)}' on a ${toTagName(element.$type)} without a message`),
      );
}

/** Adds the problems of one flow element or process itself, not of what it holds. */
export function checkSupported(element: ModdleElement, problems: Problem[]): void {
  if (DOCUMENTATION.has(element.$type)) return;
  const path = readText(element, 'id');
  const supported = SUPPORTED[element.$type];
  if (path === undefined)
    problems.push({ path: toTagName(element.$type), message: 'Must have an id: give the element one' });
  else if (!supported) problems.push(refuse(path, `a ${toTagName(element.$type)}`, element.$type));
  else {
    checkProperties(element, supported, problems);
    checkExtensions(element, supported, problems);
    checkFlags(element, problems);
    checkLoop(element, problems);
    checkEventJob(element, problems);
    checkEventDefinitions(element, problems);
  }
}
