import type { EngineState } from '../engine-state.ts';

/** Forgets the text of a deployed file once nothing that came from it is left. */
export function forgetFile(
  { resources, definitions, decisionRequirements, resourceVersions }: EngineState,
  checksum: string,
): void {
  const isUsed = [definitions, decisionRequirements, resourceVersions].some((versions) =>
    [...versions.values()].some((version) => version.checksum === checksum),
  );
  if (!isUsed) resources.delete(checksum);
}
