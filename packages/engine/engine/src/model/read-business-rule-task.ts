import { readExtensions } from '@jobwright/bpmn-model';
import { readBinding } from './binding.ts';
import type { ScopedElement } from './collect-elements.ts';
import type { GraphNode } from './graph.ts';
import { type NodeSurroundings, readBase } from './read-base.ts';
import { readExpression } from './read-expression.ts';
import { readJob } from './read-job.ts';
import { readRequired } from './read-required.ts';

/** A business rule task that evaluates a decision, or a job. */
export function readBusinessRuleTask(
  scoped: ScopedElement,
  surroundings: NodeSurroundings,
): GraphNode | undefined {
  const { element } = scoped;
  const { problems } = surroundings;
  const base = readBase(scoped, surroundings);
  const [called, second] = readExtensions(element, 'zeebe:CalledDecision');
  const hasJob = readExtensions(element, 'zeebe:TaskDefinition').length > 0;
  if (!called) return { ...base, kind: 'job', ...readJob(element, problems) };
  if (second || hasJob) {
    const message =
      "Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition' extension element";
    problems.push({ path: base.id, message });
    return undefined;
  }
  const location = { problems, path: `${base.id} > extensionElements > calledDecision` };
  const resultVariable = readRequired(location, called, 'resultVariable');
  const id = readRequired(location, called, 'decisionId');
  const decisionId = id === '' ? '' : readExpression(location, id);
  const binding = readBinding(called, location);
  return binding && { ...base, kind: 'calledDecision', decisionId, resultVariable, binding };
}
