import type { Binding } from '../model/binding.ts';
import type { Expression } from '../model/expression.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance, ResourceVersion } from './engine-state.ts';
import { evaluateText, type Evaluation, fail } from './evaluate.ts';
import { resourceIndexId } from './resource-index.ts';

interface Link {
  readonly kind: ResourceVersion['kind'];
  readonly id: Expression;
  readonly binding: Binding;
}

const WORDS = {
  form: { use: 'use', noun: 'form', failureType: 'FORM_NOT_FOUND' },
  resource: { use: 'link', noun: 'resource', failureType: 'RESOURCE_NOT_FOUND' },
} as const;

function explain(
  { kind, binding }: Pick<Link, 'kind' | 'binding'>,
  { id, deploymentKey }: { readonly id: string; readonly deploymentKey: string },
): string {
  const { use, noun } = WORDS[kind];
  switch (binding.type) {
    case 'latest':
      return `Expected to ${kind === 'form' ? 'find' : 'link'} a ${noun} with id '${id}', but no ${noun} with this id is found, at least a ${noun} with this id should be available. To resolve the Incident please deploy a ${noun} with the same id`;
    case 'deployment':
      return `Expected to ${use} a ${noun} with id '${id}' with binding type 'deployment', but no such ${noun} found in the deployment with key ${deploymentKey} which contained the current process. To resolve this incident, migrate the process instance to a process definition that is deployed together with the intended ${noun} to use.`;
    case 'versionTag':
      return `Expected to ${use} a ${noun} with id '${id}' and version tag '${binding.versionTag}', but no such ${noun} found. To resolve the incident, deploy a ${noun} with the given id and version tag.`;
  }
}

/** The form or other file that an element is linked to. */
export function findLinkedResource(
  engine: Engine,
  instance: ElementInstance,
  { kind, id: expression, binding }: Link,
): Evaluation<ResourceVersion> {
  const id = evaluateText(engine, instance, expression);
  if (!id.ok) return id;
  const { tenantId, deploymentKey } = getExecutable(engine, instance).definition;
  const found = engine.resourceIndex.findBound({
    tenantId,
    id: resourceIndexId({ kind, id: id.value }),
    binding,
    deploymentKey,
  });
  if (found) return { ok: true, value: found };
  return fail(WORDS[kind].failureType, explain({ kind, binding }, { id: id.value, deploymentKey }));
}
