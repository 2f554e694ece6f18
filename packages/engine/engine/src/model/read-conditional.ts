import {
  type ModdleElement,
  type Problem,
  readElement,
  readExtensions,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import type { ConditionalTrigger, VariableEvent } from './graph.ts';
import { type ExpressionLocation, readFeel } from './read-expression.ts';

const isEvent = (text: string): text is VariableEvent => text === 'create' || text === 'update';

const splitList = (text: string): readonly string[] => text.split(',').map((part) => part.trim());

function readEvents(text: string, { problems, path }: ExpressionLocation): VariableEvent[] {
  const given = splitList(text).filter((part) => part !== '');
  for (const event of given)
    if (!isEvent(event))
      problems.push({
        path,
        message: `Variable event '${event}' is not valid. Must be one of: create, update or a comma-separated list of both.`,
      });
  return given.filter(isEvent);
}

function readNames(text: string, { problems, path }: ExpressionLocation): readonly string[] {
  const names = splitList(text);
  if (names.includes(''))
    problems.push({ path, message: `Variable names must not contain empty names but '${text}' given.` });
  for (const name of names)
    if (name.startsWith('='))
      problems.push({
        path,
        message: `Variable names must be static and cannot be expressions. '${name}' starts with '='.`,
      });
  return names;
}

/** The condition of an event definition, and which changes of variables it looks at. */
export function readConditional(
  event: ModdleElement,
  definition: ModdleElement,
  problems: Problem[],
): ConditionalTrigger | undefined {
  const path = `${readId(event)} > conditionalEventDefinition`;
  const condition = readElement(definition, 'condition');
  if (!condition) {
    problems.push({ path, message: 'Must have a condition' });
    return undefined;
  }
  const [filter] = readExtensions(definition, 'zeebe:ConditionalFilter');
  const location = { problems, path: `${path} > extensionElements > conditionalFilter` };
  const names = (filter && readText(filter, 'variableNames'))?.trim();
  const events = (filter && readText(filter, 'variableEvents'))?.trim();
  return {
    kind: 'conditional',
    condition: readFeel({ problems, path }, readText(condition, 'body')?.trim()),
    ...(names && { variableNames: readNames(names, location) }),
    ...(events && { variableEvents: readEvents(events, location) }),
  };
}
