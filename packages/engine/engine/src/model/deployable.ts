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

/** What a file of a deployment holds, as plain data. Each kind of resource has its own. */
export type Deployable = DeployableProcess | DeployableFile;

/** What was read from a file, or why the file is refused. */
export type ParsedResource =
  | { readonly ok: true; readonly deployables: readonly Deployable[]; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly reason: string };
