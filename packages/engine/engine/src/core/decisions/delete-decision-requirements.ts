import type { Key } from '../commands.ts';
import { forgetFile } from '../deployment/forget-file.ts';
import type { Engine } from '../engine.ts';

/** Deletes a version of a DMN file with all of its decisions. */
export function deleteDecisionRequirements({ state, decisions: store }: Engine, key: Key): boolean {
  const record = state.decisionRequirements.get(key);
  if (!record) return false;
  store.remove(record);
  forgetFile(state, record.checksum);
  return true;
}
