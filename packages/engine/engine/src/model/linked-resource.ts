import {
  type ModdleElement,
  type Problem,
  readElements,
  readExtensions,
  readId,
  readText,
} from '@jobwright/bpmn-model';
import { type Binding, readBinding } from './binding.ts';
import type { Expression } from './expression.ts';
import { readExpression } from './read-expression.ts';
import { readRequired } from './read-required.ts';

/** A deployed file that a job's worker needs, such as an RPA script. */
export interface LinkedResource {
  readonly resourceId: Expression;
  readonly resourceType: string;
  readonly linkName: string | null;
  readonly binding: Binding;
}

/** The resources that a task is linked to; undefined without any. */
export function readLinkedResources(
  element: ModdleElement,
  problems: Problem[],
): readonly LinkedResource[] | undefined {
  const [list] = readExtensions(element, 'zeebe:LinkedResources');
  if (!list) return undefined;
  const location = {
    problems,
    path: `${readId(element)} > extensionElements > linkedResources > linkedResource`,
  };
  const resources = readElements(list, 'values').flatMap((resource) => {
    const resourceId = readRequired(location, resource, 'resourceId');
    const resourceType = readRequired(location, resource, 'resourceType');
    const binding = readBinding(resource, location);
    if (!binding || resourceId === '') return [];
    return [
      {
        resourceId: readExpression(location, resourceId),
        resourceType,
        linkName: readText(resource, 'linkName') ?? null,
        binding,
      },
    ];
  });
  return resources.length === 0 ? undefined : resources;
}
