import type { Key, ResourceView } from './commands.ts';
import type { EngineState } from './engine-state.ts';

/** A deployed form or other file. */
export function viewResource(
  { resourceVersions, resources }: EngineState,
  key: Key,
): ResourceView | undefined {
  const found = resourceVersions.get(key);
  if (!found) return undefined;
  const { checksum, ...version } = found;
  return { ...version, content: resources.get(checksum) ?? '' };
}
