import { readExtensions, readId, readText } from '@jobwright/bpmn-model';
import { readBinding } from './binding.ts';
import { MAX_BUSINESS_ID_LENGTH } from './business-id.ts';
import type { ScopedElement } from './collect-elements.ts';
import type { GraphNode } from './graph.ts';
import { type Expression, isFeel } from './expression.ts';
import { type NodeSurroundings, readBase } from './read-base.ts';
import { type ExpressionLocation, readExpression, readFeel } from './read-expression.ts';
import { readHeaders, readJob } from './read-job.ts';
import { readRequired } from './read-required.ts';
import { readTaskListeners } from './read-task-listeners.ts';
import { readUserTaskProperties } from './read-user-task.ts';

const USER_TASK_JOB_TYPE = 'io.camunda.zeebe:userTask';

/** A user task of Camunda's, or the older kind that is a job. */
export function readUserTask(scoped: ScopedElement, surroundings: NodeSurroundings): GraphNode {
  const { element } = scoped;
  const base = readBase(scoped, surroundings);
  const isNative = readExtensions(element, 'zeebe:UserTask').length > 0;
  const properties = readUserTaskProperties(element, isNative, surroundings.problems);
  const headers = readHeaders(element);
  const taskListeners = readTaskListeners(element, isNative, surroundings.problems);
  if (isNative)
    return { ...base, kind: 'userTask', properties, headers, ...(taskListeners && { taskListeners }) };
  return { ...base, kind: 'job', jobType: USER_TASK_JOB_TYPE, retries: '1', headers, assignment: properties };
}

/** A script that FEEL evaluates, or a job. */
export function readScriptTask(scoped: ScopedElement, surroundings: NodeSurroundings): GraphNode {
  const { element } = scoped;
  const { problems } = surroundings;
  const base = readBase(scoped, surroundings);
  const [script, second] = readExtensions(element, 'zeebe:Script');
  const hasJob = readExtensions(element, 'zeebe:TaskDefinition').length > 0;
  if (!script || second || hasJob) return { ...base, kind: 'job', ...readJob(element, problems) };
  const location = { problems, path: `${base.id} > extensionElements > script` };
  const resultVariable = readRequired(location, script, 'resultVariable');
  const expression = readFeel(location, readText(script, 'expression'));
  return { ...base, kind: 'script', expression, resultVariable };
}

/** An empty one stays: the called process then has no business id. */
function readBusinessId(location: ExpressionLocation, text: string | undefined): Expression | undefined {
  if (text === undefined || text === '') return text;
  if (!isFeel(text) && text.length > MAX_BUSINESS_ID_LENGTH)
    location.problems.push({
      path: location.path,
      message: `Attribute 'businessId' must be no longer than ${MAX_BUSINESS_ID_LENGTH} characters`,
    });
  return readExpression(location, text);
}

export function readCallActivity(
  scoped: ScopedElement,
  surroundings: NodeSurroundings,
): GraphNode | undefined {
  const { element } = scoped;
  const { problems } = surroundings;
  const [called, second] = readExtensions(element, 'zeebe:CalledElement');
  if (!called || second) {
    const message = "Must have exactly one 'zeebe:calledElement' extension element";
    problems.push({ path: readId(element), message });
    return undefined;
  }
  const path = `${readId(element)} > extensionElements > calledElement`;
  const binding = readBinding(called, { path, problems });
  if (!binding) return undefined;
  const processId = readExpression({ problems, path }, readText(called, 'processId'));
  const businessId = readBusinessId({ problems, path }, readText(called, 'businessId'));
  return {
    ...readBase(scoped, surroundings),
    kind: 'callActivity',
    processId,
    ...(businessId !== undefined && { businessId }),
    binding,
    propagateAllParentVariables: called['propagateAllParentVariables'] !== false,
    propagateAllChildVariables: called['propagateAllChildVariables'] !== false,
  };
}
