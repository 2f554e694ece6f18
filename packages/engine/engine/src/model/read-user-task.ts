import { type ModdleElement, type Problem, readExtensions, readId, readText } from '@jobwright/bpmn-model';
import { readFormProperties } from './form-definition.ts';
import type { UserTaskProperties } from './graph.ts';
import type { Expression } from './expression.ts';
import { parseDateTime } from './iso-time.ts';
import { readExpression } from './read-expression.ts';
import { isFeel } from './expression.ts';

interface PropertySource {
  readonly element: ModdleElement;
  /** The extension element, e.g. `zeebe:AssignmentDefinition`. */
  readonly type: string;
  readonly property: string;
  readonly problems: Problem[];
}

const tagOf = (type: string): string => `${type.charAt(6).toLowerCase()}${type.slice(7)}`;

function readProperty({ element, type, property, problems }: PropertySource): Expression | undefined {
  const [extension] = readExtensions(element, type);
  const text = extension && readText(extension, property);
  if (!text) return undefined;
  return readExpression({ problems, path: `${readId(element)} > extensionElements > ${tagOf(type)}` }, text);
}

function readDate(source: PropertySource): Expression | undefined {
  const text = readProperty(source);
  if (text === undefined || isFeel(text) || parseDateTime(text) !== undefined) return text;
  const message = `Expected a date-time with an offset for '${source.property}', but found '${text}'`;
  source.problems.push({ path: `${readId(source.element)} > extensionElements > taskSchedule`, message });
  return undefined;
}

/** Who does a user task, when and with which form. */
export function readUserTaskProperties(
  element: ModdleElement,
  isNative: boolean,
  problems: Problem[],
): UserTaskProperties {
  const read = (type: string, property: string): Expression | undefined =>
    readProperty({ element, type, property, problems });
  const found = {
    assignee: read('zeebe:AssignmentDefinition', 'assignee'),
    candidateGroups: read('zeebe:AssignmentDefinition', 'candidateGroups'),
    candidateUsers: read('zeebe:AssignmentDefinition', 'candidateUsers'),
    dueDate: readDate({ element, type: 'zeebe:TaskSchedule', property: 'dueDate', problems }),
    followUpDate: readDate({ element, type: 'zeebe:TaskSchedule', property: 'followUpDate', problems }),
    priority: isNative ? read('zeebe:PriorityDefinition', 'priority') : undefined,
    ...readFormProperties(element, isNative, problems),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}
