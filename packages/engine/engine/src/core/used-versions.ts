import type { EngineState } from './engine-state.ts';

interface VersionedId {
  /** What has the versions: `process`, `form`, `resource` ... */
  readonly kind: string;
  readonly tenantId: string;
  readonly id: string;
}

const makeAddress = ({ kind, tenantId, id }: VersionedId): string => JSON.stringify([kind, tenantId, id]);

/** The number of the next version. Those of deleted versions are not used again. */
export function nextVersion(
  { usedVersions }: Pick<EngineState, 'usedVersions'>,
  id: VersionedId,
  latest: { readonly version: number } | undefined,
): number {
  return Math.max(latest?.version ?? 0, usedVersions.get(makeAddress(id)) ?? 0) + 1;
}

/** Remembers the number of a version that is deleted. */
export function noteDeletedVersion(
  { usedVersions }: Pick<EngineState, 'usedVersions'>,
  id: VersionedId,
  version: number,
): void {
  const address = makeAddress(id);
  usedVersions.set(address, Math.max(usedVersions.get(address) ?? 0, version));
}
