import { releasePublish, type releaseVersion } from 'nx/release';

type Versioned = Awaited<ReturnType<typeof releaseVersion>>;

export interface PublishOptions {
  readonly dryRun: boolean;
  readonly firstRelease: boolean;
}

/**
 * Publishes the release groups that have new versions, one after the other, and stops at one that fails: the
 * next ones stand on it. Left to itself, Nx publishes with a group all that it depends on, new or not, and
 * with a filter all that depends on it; so it is given a graph of one group. A dry run names the packages:
 * npm's own would refuse them, since their manifests still have the versions of the last release.
 */
export async function publishVersions(
  { projectsVersionData: versionData, releaseGraph }: Versioned,
  { dryRun, firstRelease }: PublishOptions,
): Promise<boolean> {
  process.env['NPM_CONFIG_PROVENANCE'] = 'true';
  for (const group of [...releaseGraph.sortedReleaseGroups]) {
    const names = releaseGraph.sortedProjects.get(group) ?? [];
    const versions = names.flatMap((name) => {
      const version = versionData[name]?.newVersion;
      return version ? [`${name}@${version}`] : [];
    });
    if (versions.length === 0) continue;
    console.log(`\n${dryRun ? 'Would publish' : 'Publishing'} ${versions.join(', ')}`);
    if (dryRun) continue;
    releaseGraph.sortedReleaseGroups = [group];
    const published = await releasePublish({ firstRelease, versionData, releaseGraph, groups: [group] });
    if (Object.values(published).some(({ code }) => code !== 0)) return false;
  }
  return true;
}
