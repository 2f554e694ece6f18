import type { ParsedResource, Resource } from './deployable.ts';
import { readForm, readScript } from './read-resource-file.ts';

/** A kind of file that deployments hold. */
export interface ResourceKind {
  readonly format: 'xml' | 'json';
  /** `read-here.ts` may read it: its reader can be ended on the main thread. */
  readonly isEndable?: true;
  /** Its reader is loaded with the first file of the kind. */
  readonly read: (resource: Resource) => ParsedResource | Promise<ParsedResource>;
}

const PROCESSES: ResourceKind = {
  format: 'xml',
  isEndable: true,
  read: async (resource) => (await import('./read-processes.ts')).readProcesses(resource),
};
const DECISIONS: ResourceKind = {
  format: 'xml',
  read: async (resource) => (await import('./read-decisions.ts')).readDecisions(resource),
};

const KINDS: ReadonlyMap<string, ResourceKind> = new Map([
  ['bpmn', PROCESSES],
  ['xml', PROCESSES],
  ['dmn', DECISIONS],
  ['form', { format: 'json', read: readForm }],
  ['rpa', { format: 'json', read: readScript }],
]);

/** The kind that the extension of a file's name says; undefined for any other file. */
export function findResourceKind({ name }: Resource): ResourceKind | undefined {
  return KINDS.get(/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');
}
