import { isQuicklyRead } from '@jobwright/bpmn-model';
import type { ResourceScope } from '@jobwright/concurrency';
import type { ParsedResource, Resource } from './deployable.ts';
import { readAll } from './read-all.ts';
import { readHere } from './read-here.ts';
import { findResourceKind, type ResourceKind } from './find-resource-kind.ts';

/** More than a cluster accepts at once by default. */
const MAX_CHARACTERS = 10_000_000;
/** A real model of that size needs a fraction of it. */
const MAX_WORK_MS = 10_000;
/** Read on the main thread; a larger number might block it. */
const MAX_QUICK_RESOURCES = 20;
/** Characters of JSON that are read on the main thread. */
const MAX_QUICK_JSON = 1_000_000;
/** The reasons are cut here; the rest repeats them for other elements. */
const MAX_REASON = 10_000;

export interface ParseOptions {
  /** Opens the scope of the threads, when the first is needed. */
  readonly openScope: () => ResourceScope | Promise<ResourceScope>;
  readonly signal: AbortSignal;
  /** Default 10,000. */
  readonly maxWorkMs?: number;
}

/**
 * Reads the resources of a deployment. Those that are certain to be quick are read here, and BPMN files that
 * turn out to be; others in a thread that is ended after 10 seconds or with 128 MB, since some files take
 * their parser for ever. Then all of them are refused.
 * @throws the reason of the signal
 */
export async function parseResources(
  all: readonly Resource[],
  { openScope, signal, maxWorkMs = MAX_WORK_MS }: ParseOptions,
): Promise<readonly ParsedResource[]> {
  const characters = all.reduce((sum, { content }) => sum + content.length, 0);
  if (characters > MAX_CHARACTERS) {
    return [refuse(all, `the deployment has ${characters} characters, at most ${MAX_CHARACTERS} are read`)];
  }
  if (isQuick(all)) return (await readAll(all)).map(shorten);
  const here = await readHere(all);
  signal.throwIfAborted();
  if (here) return here.map(shorten);
  const { readInThread } = await import('./read-in-thread.ts');
  const read = await readInThread(all, { scope: await openScope(), signal, maxMs: maxWorkMs });
  if (typeof read !== 'string') return read.map(shorten);
  return [refuse(all, `reading its ${characters} characters took ${read}: make it smaller`)];
}

/** Files of no known kind are not read at all. */
function isQuick(all: readonly Resource[]): boolean {
  if (all.length > MAX_QUICK_RESOURCES) return false;
  const contentsOf = (format: ResourceKind['format']): readonly string[] =>
    all.filter((resource) => findResourceKind(resource)?.format === format).map(({ content }) => content);
  const jsonCharacters = contentsOf('json').reduce((sum, { length }) => sum + length, 0);
  return jsonCharacters <= MAX_QUICK_JSON && isQuicklyRead(`<all>${contentsOf('xml').join('')}</all>`);
}

const refuse = (all: readonly Resource[], reason: string): ParsedResource => ({
  ok: false,
  reason: `'${all.map(({ name }) => name).join("', '")}': ${reason}`,
});

const shorten = (parsed: ParsedResource): ParsedResource =>
  parsed.ok || parsed.reason.length <= MAX_REASON
    ? parsed
    : { ok: false, reason: `${parsed.reason.slice(0, MAX_REASON)}…` };
