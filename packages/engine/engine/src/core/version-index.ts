import type { Binding } from '../model/binding.ts';
import type { Key } from './commands.ts';

/** Something deployed under an id, in versions. */
export interface Versioned {
  readonly key: Key;
  readonly version: number;
  readonly tenantId: string;
  readonly deploymentKey: Key;
}

export interface IdInTenant {
  readonly tenantId: string;
  readonly id: string;
}

/** Versions by id, oldest first. Derived from the state. */
export interface VersionIndex<T extends Versioned> {
  add(version: T): void;
  remove(version: T): void;
  latest(wanted: IdInTenant): T | undefined;
  find(wanted: IdInTenant & { readonly version: number }): T | undefined;
  /** The version that an element of a process is bound to. */
  findBound(
    wanted: IdInTenant & {
      readonly binding: Binding;
      /** The deployment of the process. */
      readonly deploymentKey: Key;
    },
  ): T | undefined;
}

const makeAddress = ({ tenantId, id }: IdInTenant): string => JSON.stringify([tenantId, id]);

export function createVersionIndex<T extends Versioned>(
  describe: (version: T) => { readonly id: string; readonly versionTag?: string | undefined },
): VersionIndex<T> {
  const versions = new Map<string, T[]>();
  const addressOf = (version: T): string =>
    makeAddress({ tenantId: version.tenantId, id: describe(version).id });
  const all = (wanted: IdInTenant): readonly T[] | undefined => versions.get(makeAddress(wanted));
  return {
    add(version) {
      const address = addressOf(version);
      const others = versions.get(address);
      if (others) others.push(version);
      else versions.set(address, [version]);
    },
    remove(version) {
      const address = addressOf(version);
      const others = versions.get(address) ?? [];
      const position = others.findIndex(({ key }) => key === version.key);
      if (position >= 0) others.splice(position, 1);
      if (others.length === 0) versions.delete(address);
    },
    latest: (wanted) => all(wanted)?.at(-1),
    find: (wanted) => all(wanted)?.find(({ version }) => version === wanted.version),
    findBound({ binding, deploymentKey, ...wanted }) {
      const found = all(wanted);
      switch (binding.type) {
        case 'latest':
          return found?.at(-1);
        case 'deployment':
          return found?.findLast((other) => other.deploymentKey === deploymentKey);
        case 'versionTag':
          return found?.findLast((other) => describe(other).versionTag === binding.versionTag);
      }
    },
  };
}
