import {
  type ModdleElement,
  type Problem,
  readElement,
  readElements,
  readExtensions,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import type { JobNode } from './graph.ts';
import type { JobDefinition } from './job-definition.ts';
import { readLinkedResources } from './linked-resource.ts';
import { readPriority } from './read-priority.ts';
import { type ExpressionLocation, readExpression } from './read-expression.ts';
import type { Expression } from './expression.ts';

const DEFAULT_RETRIES = '3';
const MISSING: Readonly<Record<string, string>> = {
  'bpmn:SendTask':
    "Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element",
  'bpmn:ScriptTask': "Must have either one 'zeebe:script' or one 'zeebe:taskDefinition' extension element",
  'bpmn:IntermediateThrowEvent':
    "Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element",
  'bpmn:EndEvent':
    "Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element",
  'bpmn:BusinessRuleTask':
    "Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition' extension element",
};
const MISSING_DEFAULT = "Must have exactly one 'zeebe:taskDefinition' extension element";

/** Of a task definition or a listener. */
export function readRetries(location: ExpressionLocation, definition: ModdleElement): Expression {
  const retries = readText(definition, 'retries');
  return retries ? readExpression(location, retries) : DEFAULT_RETRIES;
}

export const readHeaders = (element: ModdleElement): Readonly<Record<string, string>> =>
  toHeaders(readExtensions(element, 'zeebe:TaskHeaders'));

/** The headers of a listener. */
export function readHeaderList(holder: ModdleElement, property: string): Readonly<Record<string, string>> {
  const list = readElement(holder, property);
  return toHeaders(list ? [list] : []);
}

function toHeaders(lists: readonly ModdleElement[]): Readonly<Record<string, string>> {
  if (lists.length === 0) return {};
  const headers = lists.flatMap((list) => readElements(list, 'values'));
  const entries = new Map(headers.map((header) => [readText(header, 'key'), readText(header, 'value')]));
  return Object.fromEntries(
    [...entries].flatMap(([key, value]) => (key && value ? [[key, value] satisfies [string, string]] : [])),
  );
}

/** What a task hands to a job worker. */
export function readJob(
  element: ModdleElement,
  problems: Problem[],
): JobDefinition & Pick<JobNode, 'linkedResources'> {
  const [definition, second] = readExtensions(element, 'zeebe:TaskDefinition');
  if (!definition || second) {
    problems.push({ path: readId(element), message: MISSING[element.$type] ?? MISSING_DEFAULT });
    return { jobType: '', retries: DEFAULT_RETRIES, headers: {} };
  }
  const location = { problems, path: `${readId(element)} > extensionElements > taskDefinition` };
  const linkedResources = readLinkedResources(element, problems);
  const priority = readPriority(element, problems);
  return {
    jobType: readExpression(location, readText(definition, 'type')),
    retries: readRetries(location, definition),
    headers: readHeaders(element),
    ...(linkedResources && { linkedResources }),
    ...(priority !== undefined && { priority }),
  };
}
