import { releasePublish, type releaseVersion } from 'nx/release';

type Versioned = Awaited<ReturnType<typeof releaseVersion>>;

export interface PublishOptions {
  readonly dryRun: boolean;
  readonly firstRelease: boolean;
}

/**
 * Publishes the packages that have a new version, one release group after the other, and stops at a group that fails: the
 * next ones stand on it. Left to itself, Nx publishes what they depend on along with them, new or not.
 */
export async function publishVersions(
  { projectsVersionData: versionData, releaseGraph }: Versioned,
  { dryRun, firstRelease }: PublishOptions,
): Promise<boolean> {
  process.env['NPM_CONFIG_PROVENANCE'] = String(!dryRun);
  for (const group of releaseGraph.sortedReleaseGroups) {
    const members = releaseGraph.sortedProjects.get(group) ?? [];
    const projects = members.filter((name) => versionData[name]?.newVersion);
    if (projects.length === 0) continue;
    const published = await releasePublish({ dryRun, firstRelease, versionData, projects });
    if (Object.values(published).some(({ code }) => code !== 0)) return false;
  }
  return true;
}
