import type { ParsedResource, Resource } from './deployable.ts';
import { readOtherFile } from './read-resource-file.ts';
import { findResourceKind } from './find-resource-kind.ts';

/** What a file of a deployment holds, or why it is refused. Its extension says what it is. */
export async function parseResource(resource: Resource): Promise<ParsedResource> {
  const kind = findResourceKind(resource);
  return kind ? kind.read(resource) : readOtherFile(resource);
}
