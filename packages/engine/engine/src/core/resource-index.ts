import type { EngineState, ResourceVersion } from './engine-state.ts';
import { createVersionIndex, type VersionIndex } from './version-index.ts';

/** The id of a form or of another file in the index: they may be the same. */
export const resourceIndexId = ({ kind, id }: Pick<ResourceVersion, 'kind' | 'id'>): string =>
  `${kind} ${id}`;

/** Forms and other files by id and version. Derived from the state. */
export function createResourceIndex({ resourceVersions }: EngineState): VersionIndex<ResourceVersion> {
  const index = createVersionIndex<ResourceVersion>((version) => ({
    id: resourceIndexId(version),
    versionTag: version.versionTag,
  }));
  for (const version of resourceVersions.values()) index.add(version);
  return index;
}
