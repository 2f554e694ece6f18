import type { ElementFacts, ModelText, PartFacts } from '../facts/model-facts.ts';
import type { Catalog } from './catalog.ts';
import { checkTask } from './check-camunda7-task.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';
import { shorten } from './shorten.ts';

/** Elements that Camunda 7 has no behaviour for: flows to them lead nowhere. */
const UNSUPPORTED = new Set(['adHocSubProcess', 'complexGateway']);
/** Extension elements of Camunda 8 whose loss another finding reports. */
const REPORTED = new Set([
  'zeebe:taskDefinition',
  'zeebe:script',
  'zeebe:calledDecision',
  'zeebe:calledElement',
  'zeebe:loopCharacteristics',
  'zeebe:userTask',
  'zeebe:adHoc',
  // Without effect on Camunda 8 too.
  'zeebe:properties',
]);

/** What an element does on Camunda 7 and Operaton. All of it was tried on an engine. */
export function checkCamunda7(
  element: ElementFacts,
  { part, catalog }: { readonly part: PartFacts; readonly catalog: Catalog },
): readonly Finding[] {
  return [
    ...checkElement(element, part),
    ...checkTask(element, { catalog }),
    ...element.texts.flatMap(checkText),
    ...checkIgnored(element),
  ];
}

function checkElement(element: ElementFacts, part: PartFacts): readonly Finding[] {
  const { type, events, loop, camunda7 } = element;
  const found: Finding[] = [];
  const refuse = (message: string, advice: string): void =>
    void found.push({ code: 'refused', level: 'error', message, advice, link: LINKS.to7Elements });
  if (UNSUPPORTED.has(type)) refuse(`Camunda 7 has no ${type}`, 'model it otherwise');
  if (events.length > 1) refuse('Camunda 7 refuses several events in one', 'model an event for each');
  if (loop === 'multiInstance' && !camunda7.hasLoopCount)
    refuse(
      'the loop has neither a cardinality nor a camunda:collection, so the deployment is refused',
      'give it a camunda:collection and a camunda:elementVariable',
    );
  if (loop === 'standard')
    found.push({
      code: 'no-effect',
      level: 'warning',
      message: 'the loop has no effect: Camunda 7 runs the activity once',
      advice: 'loop with an exclusive gateway',
      link: LINKS.to7Elements,
    });
  const keepsHistory = part.kind === 'process' || part.kind === 'decision';
  if (keepsHistory && element === part.elements[0] && !('historyTimeToLive' in camunda7.attributes))
    found.push({
      code: 'history-time-to-live',
      level: 'warning',
      message: 'it has no camunda:historyTimeToLive, which Camunda 7.20 and later require',
      advice: 'give it one, or set a default in the engine',
      link: LINKS.historyTimeToLive,
    });
  return found;
}

/** Camunda 7 takes a text with a leading `=` as it stands. */
function checkText({ use, text }: ModelText): readonly Finding[] {
  if (!text.startsWith('=')) return [];
  return [
    {
      code: 'wrong-language',
      level: 'error',
      message: `the ${use} is FEEL, which Camunda 7 does not evaluate: ${shorten(text)}`,
      advice:
        use === 'condition'
          ? 'write ${...}, or set its language to feel and leave out the ='
          : 'write ${...}',
      link: LINKS.to7Expressions,
    },
  ];
}

function checkIgnored({ zeebe, camunda7 }: ElementFacts): readonly Finding[] {
  const own = new Set(Object.keys(camunda7.attributes));
  const tags = zeebe.tags.filter(
    (tag) => !REPORTED.has(tag) && !(tag === 'zeebe:ioMapping' && camunda7.tags.includes('inputOutput')),
  );
  if (tags.length === 0 || (own.has('topic') && tags.every((tag) => tag === 'zeebe:taskHeaders'))) return [];
  return [
    {
      code: 'no-effect',
      level: 'warning',
      message: `Camunda 7 ignores ${tags.join(', ')}`,
      advice: tags.map(adviseFor7).join('; '),
      link: LINKS.to7Elements,
    },
  ];
}

const COUNTERPARTS: ReadonlyMap<string, string> = new Map([
  ['zeebe:ioMapping', 'camunda:inputOutput sets variables'],
  ['zeebe:taskHeaders', 'extension properties (camunda:properties) are task headers'],
  ['zeebe:assignmentDefinition', 'camunda:assignee and camunda:candidateGroups assign'],
  ['zeebe:taskSchedule', 'camunda:dueDate and camunda:followUpDate set dates'],
  ['zeebe:formDefinition', 'camunda:formRef or camunda:formKey names the form'],
  ['zeebe:subscription', 'whoever sends the message names the business key or variables to correlate by'],
  ['zeebe:versionTag', 'camunda:versionTag names the version'],
  ['zeebe:priorityDefinition', 'camunda:priority sets the priority'],
  ['zeebe:jobPriorityDefinition', 'camunda:taskPriority sets the priority'],
  ['zeebe:executionListeners', 'camunda:executionListener runs code of the engine'],
  ['zeebe:taskListeners', 'camunda:taskListener runs code of the engine'],
  ['zeebe:conditionalFilter', 'camunda:variableName and camunda:variableEvents filter'],
]);
const adviseFor7 = (tag: string): string => COUNTERPARTS.get(tag) ?? `${tag} has no counterpart`;
