import type { ParsedResource, Resource } from './deployable.ts';
import { readOtherFile } from './read-resource-file.ts';
import { RESOURCE_READERS } from './resource-readers.ts';

/** Resources that a Camunda 8 cluster deploys and this engine does not. */
const OTHER_RESOURCES: Readonly<Record<string, string>> = {
  dmn: 'DMN decisions are not supported by this development engine: let a job worker decide, or deploy them to a Camunda 8 cluster',
};

/** What a file of a deployment holds, or why it is refused. Its extension says what it is. */
export async function parseResource(resource: Resource): Promise<ParsedResource> {
  const extension = /\.([^.]+)$/.exec(resource.name)?.[1]?.toLowerCase() ?? '';
  const read = RESOURCE_READERS[extension];
  if (read) return read(resource);
  const reason = OTHER_RESOURCES[extension];
  return reason === undefined
    ? readOtherFile(resource)
    : { ok: false, reason: `\n'${resource.name}': ${reason}` };
}
