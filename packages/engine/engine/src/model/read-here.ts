import type { ParsedResource, Resource } from './deployable.ts';
import { findResourceKind } from './find-resource-kind.ts';
import { refuseTooManyNodes } from './refuse-too-many-nodes.ts';
import { createTimeLimit, TimeUpError } from './time-limit.ts';

/** A process of 3,000 tasks has 600,000. */
const MAX_CHARACTERS = 1_000_000;
/** Nothing else happens meanwhile. */
const MAX_MS = 500;

const isEndable = (resource: Resource): boolean => findResourceKind(resource)?.isEndable === true;

/**
 * Reads BPMN files on this thread, if that takes half a second at most: a thread of its own takes as long to
 * start as a large model to read. Undefined for others.
 * @param options.maxMs default 500
 */
export async function readHere(
  all: readonly Resource[],
  { maxMs = MAX_MS }: { readonly maxMs?: number } = {},
): Promise<readonly ParsedResource[] | undefined> {
  const characters = all.reduce((sum, { content }) => sum + content.length, 0);
  if (characters > MAX_CHARACTERS || !all.every(isEndable)) return undefined;
  const { readProcesses } = await import('./read-processes.ts');
  const run = createTimeLimit(maxMs);
  const parsed: ParsedResource[] = [];
  try {
    for (const resource of all) parsed.push(await readProcesses(resource, run));
  } catch (error) {
    if (error instanceof TimeUpError) return undefined;
    throw error;
  }
  return refuseTooManyNodes(parsed);
}
