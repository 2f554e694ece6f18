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
  const path = `${readId(element)} > extensionElements > linkedResources > linkedResource`;
  const resources = readElements(list, 'values').flatMap((resource) => {
    for (const name of ['resourceId', 'resourceType'])
      if (!readText(resource, name))
        problems.push({ path, message: `Attribute '${name}' must be present and not empty` });
    const binding = readBinding(resource, { path, problems });
    const resourceId = readText(resource, 'resourceId');
    if (!binding || !resourceId) return [];
    return [
      {
        resourceId: readExpression({ problems, path }, resourceId),
        resourceType: readText(resource, 'resourceType') ?? '',
        linkName: readText(resource, 'linkName') ?? null,
        binding,
      },
    ];
  });
  return resources.length === 0 ? undefined : resources;
}
