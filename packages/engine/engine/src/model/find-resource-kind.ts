import type { ParsedResource, Resource } from './deployable.ts';
import { readDecisions } from './read-decisions.ts';
import { readProcesses } from './read-processes.ts';
import { readForm, readScript } from './read-resource-file.ts';

/** A kind of file that deployments hold. */
export interface ResourceKind {
  readonly format: 'xml' | 'json';
  readonly read: (resource: Resource) => ParsedResource | Promise<ParsedResource>;
}

const PROCESSES: ResourceKind = { format: 'xml', read: readProcesses };

const KINDS: ReadonlyMap<string, ResourceKind> = new Map([
  ['bpmn', PROCESSES],
  ['xml', PROCESSES],
  ['dmn', { format: 'xml', read: readDecisions }],
  ['form', { format: 'json', read: readForm }],
  ['rpa', { format: 'json', read: readScript }],
]);

/** The kind that the extension of a file's name says; undefined for any other file. */
export function findResourceKind({ name }: Resource): ResourceKind | undefined {
  return KINDS.get(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');
}
