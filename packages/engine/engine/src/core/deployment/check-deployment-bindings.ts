import type { Problem } from '@jobwright/bpmn-model';
import type { Binding } from '../../model/binding.ts';
import type { GraphNode, ProcessGraph } from '../../model/graph.ts';
import { isFeel } from '../../model/expression.ts';
import { formatProblems } from '../../model/problem.ts';
import type { NewDeployable, PlannedDeployable } from './planned-deployable.ts';

interface Bound {
  readonly kind: 'process' | 'decision' | 'form' | 'resource';
  readonly id: string;
  readonly binding: Binding;
  /** The extension element that names it. */
  readonly extension: string;
}

const NONE: readonly Bound[] = [];

function listBound(node: GraphNode): readonly Bound[] {
  switch (node.kind) {
    case 'callActivity':
      return [{ kind: 'process', id: node.processId, binding: node.binding, extension: 'calledElement' }];
    case 'calledDecision':
      return [{ kind: 'decision', id: node.decisionId, binding: node.binding, extension: 'calledDecision' }];
    case 'userTask':
      return listForms(node.properties);
    case 'job':
      // Most nodes of a large model are jobs that are bound to nothing.
      if (!node.assignment && !node.linkedResources) return NONE;
      return [
        ...listForms(node.assignment),
        ...(node.linkedResources ?? []).map(({ resourceId: id, binding }): Bound => {
          return { kind: 'resource', id, binding, extension: 'linkedResources > linkedResource' };
        }),
      ];
    default:
      return NONE;
  }
}

function listForms(
  properties: { readonly form?: { readonly formId: string; readonly binding: Binding } } | undefined,
): readonly Bound[] {
  const form = properties?.form;
  return form ? [{ kind: 'form', id: form.formId, binding: form.binding, extension: 'formDefinition' }] : [];
}

/** As a broker does, only elements directly in the process are checked; others become incidents. */
function findMissing(graph: ProcessGraph, addresses: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const node of graph.nodes) {
    if (node.scopeId !== graph.id) continue;
    for (const { kind, id, binding, extension } of listBound(node))
      if (binding.type === 'deployment' && !isFeel(id) && !addresses.has(`${kind} ${id}`))
        problems.push({
          path: `${node.id} > extensionElements > ${extension}`,
          message: `Expected to find ${kind} with id '${id}' in current deployment, but not found.`,
        });
  }
  return problems;
}

/** What elements are bound to by their deployment must be part of it. */
export function checkDeploymentBindings(
  planned: readonly { readonly deployable: NewDeployable; readonly plan: PlannedDeployable }[],
): readonly string[] {
  const addresses = new Set(planned.flatMap(({ plan }) => plan.ids.map(({ address }) => address)));
  return planned.flatMap(({ deployable: { deployable, resourceName } }) => {
    if (deployable.kind !== 'process') return [];
    const problems = findMissing(deployable.graph, addresses);
    return problems.length === 0 ? [] : [formatProblems(resourceName, problems)];
  });
}
