import { type ModdleElement, type Problem, readExtensions, readId, readText } from '@jobwright/bpmn-model';
import type { GraphNode } from './graph.ts';
import { type Expression, isFeel } from './expression.ts';
import { isPriority } from './is-priority.ts';
import { readExpression } from './read-expression.ts';

/** The priority that an element or a process gives to its jobs; undefined when it gives none. */
export function readPriority(element: ModdleElement, problems: Problem[]): Expression | undefined {
  const [definition] = readExtensions(element, 'zeebe:JobPriorityDefinition');
  if (!definition) return undefined;
  const path = `${readId(element)} > extensionElements > jobPriorityDefinition`;
  const text = readText(definition, 'priority') ?? '';
  if (isFeel(text)) return readExpression({ problems, path }, text);
  if (/^[+-]?\d+$/.test(text) && isPriority(Number(text))) return text;
  const message = `Expected 'priority' to be a literal integer or a FEEL expression (starting with '='), but got '${text}'.`;
  problems.push({ path, message });
  return undefined;
}

/** The node with the priority of its process, where its job has none of its own. */
export function withDefaultPriority(node: GraphNode, fallback: Expression | undefined): GraphNode {
  if (fallback === undefined) return node;
  if (node.kind === 'job') return node.priority === undefined ? { ...node, priority: fallback } : node;
  if (node.kind !== 'scope' || !node.adHoc?.job || node.adHoc.job.priority !== undefined) return node;
  return { ...node, adHoc: { ...node.adHoc, job: { ...node.adHoc.job, priority: fallback } } };
}
