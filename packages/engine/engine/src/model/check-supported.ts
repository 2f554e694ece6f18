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

const NONE: readonly Problem[] = [];

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

function checkProperties(element: ModdleElement, supported: SupportedElement): Problem[] {
  const known = knownProperties(supported);
  const problems: Problem[] = [];
  for (const property of Object.keys(element)) {
    if (known.has(property) || property.startsWith('$')) continue;
    const value = element[property];
    const type = isModdleElement(value) ? value.$type : undefined;
    const what = type === undefined ? `'${property}'` : `'${toTagName(type)}'`;
    problems.push(refuse(readId(element), `${what} on a ${toTagName(element.$type)}`, type));
  }
  return problems;
}

function checkExtensions(element: ModdleElement, supported: SupportedElement): readonly Problem[] {
  const extensions = listExtensions(element);
  if (extensions.length === 0) return NONE;
  const problems: Problem[] = [];
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
  return problems;
}

const QUANTITIES = ['startQuantity', 'completionQuantity'] as const;

function checkFlags(element: ModdleElement): Problem[] {
  const problems: Problem[] = [];
  if (readFlag(element, 'instantiate') === true)
    problems.push(refuse(readId(element), 'a receive task that starts the process (instantiate)'));
  for (const name of QUANTITIES)
    if ((element[name] ?? 1) !== 1) problems.push(refuse(readId(element), `${name} other than 1`));
  return problems;
}

function checkEventDefinitions(element: ModdleElement): Problem[] {
  const allowed = EVENT_DEFINITIONS[element.$type];
  if (!allowed) return [];
  const path = readId(element);
  const definitions = readElements(element, 'eventDefinitions');
  const problems = definitions
    .filter(({ $type }) => !allowed.includes($type))
    .map(({ $type }) => refuse(path, `'${toTagName($type)}' on a ${toTagName(element.$type)}`));
  const mayBeNone = allowed.includes('none');
  if (definitions.length > 1)
    problems.push({ path, message: `Must have ${mayBeNone ? 'at most' : 'exactly'} one event definition` });
  if (definitions.length === 0 && !mayBeNone)
    problems.push({ path, message: 'Must have exactly one event definition' });
  return problems;
}

/** Camunda 8 repeats activities by multi-instance alone. */
function checkLoop(element: ModdleElement): Problem[] {
  const loop = readElement(element, 'loopCharacteristics');
  if (!loop || loop.$type === 'bpmn:MultiInstanceLoopCharacteristics') return [];
  const what = `'${toTagName(loop.$type)}' on a ${toTagName(element.$type)}`;
  return [refuse(readId(element), what, loop.$type)];
}

/** A task definition says nothing on an event that sends no message. */
function checkEventJob(element: ModdleElement): Problem[] {
  if (element.$type !== 'bpmn:EndEvent' && element.$type !== 'bpmn:IntermediateThrowEvent') return [];
  const [definition] = readElements(element, 'eventDefinitions');
  if (definition?.$type === 'bpmn:MessageEventDefinition') return [];
  return ['zeebe:TaskDefinition', 'zeebe:TaskHeaders', 'zeebe:LinkedResources', 'zeebe:JobPriorityDefinition']
    .filter((type) => readExtensions(element, type).length > 0)
    .map((type) =>
      refuse(readId(element), `'${toTagName(type)}' on a ${toTagName(element.$type)} without a message`),
    );
}

/** Problems of one flow element or process itself, not of what it holds. */
export function checkSupported(element: ModdleElement): readonly Problem[] {
  if (DOCUMENTATION.has(element.$type)) return [];
  const path = readText(element, 'id');
  if (path === undefined)
    return [{ path: toTagName(element.$type), message: 'Must have an id: give the element one' }];
  const supported = SUPPORTED[element.$type];
  if (!supported) return [refuse(path, `a ${toTagName(element.$type)}`, element.$type)];
  return [
    ...checkProperties(element, supported),
    ...checkExtensions(element, supported),
    ...checkFlags(element),
    ...checkLoop(element),
    ...checkFormDefinition(element),
    ...checkEventJob(element),
    ...checkEventDefinitions(element),
  ];
}
