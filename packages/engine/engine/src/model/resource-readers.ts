import type { ParsedResource, Resource } from './deployable.ts';
import { readDecisions } from './read-decisions.ts';
import { readProcesses } from './read-processes.ts';
import { readForm, readScript } from './read-resource-file.ts';

export type ResourceReader = (resource: Resource) => ParsedResource | Promise<ParsedResource>;

/** Who reads a file of a deployment, by the extension of its name. */
export const RESOURCE_READERS: ReadonlyMap<string, ResourceReader> = new Map<string, ResourceReader>([
  ['bpmn', readProcesses],
  ['xml', readProcesses],
  ['dmn', readDecisions],
  ['form', readForm],
  ['rpa', readScript],
]);
