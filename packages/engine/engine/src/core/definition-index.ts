import type { CallActivityNode } from '../model/graph.ts';
import type { Key } from './commands.ts';
import type { Definition, EngineState } from './engine-state.ts';

/** Definitions by process id and version. Derived from the state. */
export interface DefinitionIndex {
  add(definition: Definition): void;
  /** A version of 0 is no version; -1 is the latest. */
  find(wanted: DefinitionVersion): Definition | undefined;
  /** The version that a call activity is bound to. */
  findBound(wanted: BoundDefinition): Definition | undefined;
}

export interface BoundDefinition {
  readonly bpmnProcessId: string;
  readonly tenantId: string;
  readonly binding: CallActivityNode['binding'];
  /** The deployment of the calling process. */
  readonly deploymentKey: Key;
}

export interface DefinitionVersion {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly tenantId: string;
}

const makeAddress = (tenantId: string, bpmnProcessId: string): string =>
  JSON.stringify([tenantId, bpmnProcessId]);

export function createDefinitionIndex({ definitions }: EngineState): DefinitionIndex {
  const versions = new Map<string, Definition[]>();
  const index: DefinitionIndex = {
    add(definition) {
      const address = makeAddress(definition.tenantId, definition.bpmnProcessId);
      const ofProcess = versions.get(address);
      if (ofProcess) ofProcess.push(definition);
      else versions.set(address, [definition]);
    },
    find({ tenantId, bpmnProcessId, version }) {
      const ofProcess = versions.get(makeAddress(tenantId, bpmnProcessId));
      return version === -1 ? ofProcess?.at(-1) : ofProcess?.find((other) => other.version === version);
    },
    findBound({ tenantId, bpmnProcessId, binding, deploymentKey }) {
      const ofProcess = versions.get(makeAddress(tenantId, bpmnProcessId));
      switch (binding.type) {
        case 'latest':
          return ofProcess?.at(-1);
        case 'deployment':
          return ofProcess?.findLast((other) => other.deploymentKey === deploymentKey);
        case 'versionTag':
          return ofProcess?.findLast(({ graph }) => graph.versionTag === binding.versionTag);
      }
    },
  };
  for (const definition of definitions.values()) index.add(definition);
  return index;
}
