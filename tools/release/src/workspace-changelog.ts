export interface WorkspaceRelease {
  readonly date: string;
  readonly changes: readonly string[];
  /** Package to its new version. */
  readonly versions: ReadonlyMap<string, string>;
}

const title = '# Changelog\n';

/** One release: what changed, then every package that has a new version. */
export function renderChangelogSection({ date, changes, versions }: WorkspaceRelease): string {
  const list = changes.map((change) => `- ${change.replace(/\n(?=.)/g, '\n  ')}`).join('\n');
  const packages = [...versions].map(([name, version]) => `${name} ${version}`).sort();
  return `## ${date}\n\n${list}\n\n${packages.join(', ')}\n`;
}

/** Puts a section on top of the earlier ones. */
export function addToChangelog(changelog: string, section: string): string {
  const earlier = changelog.replace(title, '').trim();
  return [title, section, ...(earlier === '' ? [] : [`${earlier}\n`])].join('\n');
}
