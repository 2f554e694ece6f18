import type { ParsedResource, Resource } from './deployable.ts';
import { parseResource } from './parse-resource.ts';

/** One after the other. */
export async function readAll(all: readonly Resource[]): Promise<readonly ParsedResource[]> {
  const parsed: ParsedResource[] = [];
  for (const resource of all) parsed.push(await parseResource(resource));
  return parsed;
}
