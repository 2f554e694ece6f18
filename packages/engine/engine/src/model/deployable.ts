import type { DmnModel } from '@jobwright/dmn';
import type { ProcessGraph } from './graph.ts';

/** A file of a deployment. */
export interface Resource {
  readonly name: string;
  readonly content: string;
}

/** An executable process of a BPMN file. */
export interface DeployableProcess {
  readonly kind: 'process';
  readonly graph: ProcessGraph;
}

/** A form, or a file that no kind of its own is known for. */
export interface DeployableFile {
  readonly kind: 'form' | 'resource';
  readonly id: string;
  readonly versionTag?: string;
}

/** The decisions of a DMN file. */
export interface DeployableDecisions {
  readonly kind: 'decisions';
  readonly model: DmnModel;
}

/** What a file of a deployment holds, as plain data. Each kind of resource has its own. */
export type Deployable = DeployableProcess | DeployableDecisions | DeployableFile;

/** What was read from a file, or why the file is refused. */
export type ParsedResource =
  | { readonly ok: true; readonly deployables: readonly Deployable[]; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly reason: string };
