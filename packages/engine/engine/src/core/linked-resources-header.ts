import { type JsonObject, stringifyJson } from '@jobwright/json';
import type { LinkedResource } from '../model/linked-resource.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Evaluation } from './evaluate.ts';
import { findLinkedResource } from './find-linked-resource.ts';

/** The header that tells a worker which resources its task is linked to. */
export function evaluateLinkedResources(
  engine: Engine,
  instance: ElementInstance,
  links: readonly LinkedResource[],
): Evaluation<Readonly<Record<string, string>>> {
  const resources: JsonObject[] = [];
  for (const { resourceId: id, resourceType, linkName, binding } of links) {
    const found = findLinkedResource(engine, instance, { kind: 'resource', id, binding });
    if (!found.ok) return found;
    resources.push({ resourceKey: found.value.key, resourceType, linkName });
  }
  return { ok: true, value: { linkedResources: stringifyJson(resources) } };
}
