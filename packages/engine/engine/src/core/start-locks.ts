import type { Key } from './commands.ts';
import type { ElementInstance, EngineState } from './engine-state.ts';

/**
 * A message starts one instance of a process per correlation key; the next waits until that has ended.
 * Derived from the state.
 */
export interface StartLocks {
  take(instance: ElementInstance): void;
  release(instance: ElementInstance): void;
  isTaken(address: StartAddress): boolean;
}

export interface StartAddress {
  readonly bpmnProcessId: string;
  readonly correlationKey: string;
  readonly tenantId: string;
}

const makeAddress = ({ tenantId, bpmnProcessId, correlationKey }: StartAddress): string =>
  JSON.stringify([tenantId, bpmnProcessId, correlationKey]);

export function createStartLocks({ definitions, elementInstances }: EngineState): StartLocks {
  const holders = new Map<string, Key>();
  const addressOf = ({ definitionKey, start }: ElementInstance): string | undefined => {
    const definition = definitions.get(definitionKey);
    const correlationKey = start?.correlationKey;
    if (!definition || correlationKey === undefined || correlationKey === '') return undefined;
    return makeAddress({ ...definition, correlationKey });
  };
  const locks: StartLocks = {
    take(instance) {
      const address = addressOf(instance);
      if (address !== undefined) holders.set(address, instance.key);
    },
    release(instance) {
      const address = addressOf(instance);
      if (address !== undefined && holders.get(address) === instance.key) holders.delete(address);
    },
    isTaken: (address) => holders.has(makeAddress(address)),
  };
  for (const instance of elementInstances.values()) locks.take(instance);
  return locks;
}
