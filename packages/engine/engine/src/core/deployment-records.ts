import type { ProcessGraph } from '../model/graph.ts';
import type { Key } from './key.ts';

/** A deployed version of a process. */
export interface Definition {
  readonly key: Key;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly resourceName: string;
  /** Of the file it was deployed with. */
  readonly checksum: string;
  readonly tenantId: string;
  readonly graph: ProcessGraph;
  readonly deploymentKey: Key;
  /** It has been deleted, and goes when its last instance has ended. */
  isDraining?: true;
}

/** What is remembered of a deleted version of a process while instances of it are. */
export interface ForgottenDefinition extends Pick<
  Definition,
  'key' | 'bpmnProcessId' | 'version' | 'resourceName' | 'tenantId'
> {
  readonly graph: Pick<ProcessGraph, 'id' | 'name' | 'versionTag'>;
}

/** A deployed version of a form or of another file. */
export interface ResourceVersion {
  readonly key: Key;
  readonly kind: 'form' | 'resource';
  readonly id: string;
  readonly version: number;
  readonly versionTag?: string;
  readonly resourceName: string;
  /** Of the file. */
  readonly checksum: string;
  readonly tenantId: string;
  readonly deploymentKey: Key;
}
