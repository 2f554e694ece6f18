import type { Binding } from '../model/binding.ts';
import type { Key } from './commands.ts';
import type { Definition, EngineState } from './engine-state.ts';
import { createVersionIndex } from './version-index.ts';

/** Definitions by process id and version. Derived from the state. */
export interface DefinitionIndex {
  add(definition: Definition): void;
  remove(definition: Definition): void;
  /** A version of 0 is no version; -1 is the latest. */
  find(wanted: DefinitionVersion): Definition | undefined;
  /** Not one that has been deleted. */
  findByKey(wanted: { readonly key: Key; readonly tenantId: string }): Definition | undefined;
  isLatest(definition: Definition): boolean;
  /** The version that a call activity is bound to. */
  findBound(wanted: BoundDefinition): Definition | undefined;
}

export interface BoundDefinition {
  readonly bpmnProcessId: string;
  readonly tenantId: string;
  readonly binding: Binding;
  /** The deployment of the calling process. */
  readonly deploymentKey: Key;
}

export interface DefinitionVersion {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly tenantId: string;
}

export function createDefinitionIndex({ definitions }: EngineState): DefinitionIndex {
  const versions = createVersionIndex<Definition>(({ bpmnProcessId, graph }) => ({
    id: bpmnProcessId,
    versionTag: graph.versionTag,
  }));
  for (const definition of definitions.values()) if (definition.isDraining !== true) versions.add(definition);
  return {
    add: (definition) => versions.add(definition),
    remove: (definition) => versions.remove(definition),
    find: ({ tenantId, bpmnProcessId: id, version }) =>
      version === -1 ? versions.latest({ tenantId, id }) : versions.find({ tenantId, id, version }),
    findByKey({ key, tenantId }) {
      const definition = definitions.get(key);
      return definition?.tenantId === tenantId && definition.isDraining !== true ? definition : undefined;
    },
    isLatest: (definition) =>
      versions.latest({ tenantId: definition.tenantId, id: definition.bpmnProcessId }) === definition,
    findBound: ({ bpmnProcessId: id, ...wanted }) => versions.findBound({ ...wanted, id }),
  };
}
