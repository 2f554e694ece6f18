import type { Key, Result } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { reject, succeed } from '../result.ts';
import { noteDeletedVersion } from '../used-versions.ts';
import { deleteDecisionRequirements } from '../decisions/delete-decision-requirements.ts';
import { deleteDefinition } from './delete-definition.ts';
import { forgetFile } from './forget-file.ts';

function deleteResourceVersion({ state, resourceIndex }: Engine, key: Key): boolean {
  const version = state.resourceVersions.get(key);
  if (!version) return false;
  resourceIndex.remove(version);
  state.resourceVersions.delete(key);
  noteDeletedVersion(state, version, version.version);
  forgetFile(state, version.checksum);
  return true;
}

/** Each deletes what it knows by that key, and says whether it did. */
const DELETIONS: readonly ((engine: Engine, key: Key) => boolean)[] = [
  deleteDefinition,
  deleteDecisionRequirements,
  deleteResourceVersion,
];

/** Deletes one version of what was deployed. */
export function deleteResource(engine: Engine, resourceKey: Key): Result<void> {
  if (DELETIONS.some((deleteByKey) => deleteByKey(engine, resourceKey))) return succeed(undefined);
  return reject(
    'NOT_FOUND',
    'DELETE',
    `Expected to delete resource but no resource found with key \`${resourceKey}\``,
  );
}
