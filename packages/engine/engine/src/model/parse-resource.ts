import type { ParsedResource, Resource } from './deployable.ts';
import { readOtherFile } from './read-resource-file.ts';
import { RESOURCE_READERS } from './resource-readers.ts';

/** What a file of a deployment holds, or why it is refused. Its extension says what it is. */
export async function parseResource(resource: Resource): Promise<ParsedResource> {
  const extension = /\.([^.]+)$/.exec(resource.name)?.[1]?.toLowerCase() ?? '';
  const read = RESOURCE_READERS.get(extension);
  return read ? read(resource) : readOtherFile(resource);
}
