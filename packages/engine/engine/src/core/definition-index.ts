import type { Definition, EngineState } from './engine-state.ts';

/** Definitions by process id and version. Derived from the state. */
export interface DefinitionIndex {
  add(definition: Definition): void;
  /** A version of 0 is no version; -1 is the latest. */
  find(wanted: DefinitionVersion): Definition | undefined;
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
  };
  for (const definition of definitions.values()) index.add(definition);
  return index;
}
