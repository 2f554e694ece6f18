/** What a file in `.nx/version-plans` says. */
export interface VersionPlan {
  /** Package or release group to `major`, `minor`, `patch`. */
  readonly bumps: ReadonlyMap<string, string>;
  readonly message: string;
}

const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

export function parseVersionPlan(text: string): VersionPlan {
  const header = frontMatter.exec(text)?.[1] ?? '';
  const bumps = [...header.matchAll(/^['"]?([\w@/-]+)['"]?:\s*['"]?([\w!]+)/gm)];
  return {
    bumps: new Map(bumps.map(([, name = '', bump = '']) => [name, bump])),
    message: text.replace(frontMatter, '').trim(),
  };
}

/**
 * A plan that takes along, with a patch, the packages that stand on the platform and have no plan of their
 * own. Nx does so inside a group of independent packages, not when a group with one common version is
 * released.
 */
export function planFollowers(
  plans: readonly VersionPlan[],
  followers: readonly string[],
): string | undefined {
  const planned = new Set(plans.flatMap(({ bumps }) => [...bumps.keys()]));
  const others = followers.filter((name) => !planned.has(name));
  if (others.length === 0 || [...planned].every((name) => followers.includes(name))) return undefined;
  const header = others.map((name) => `'${name}': patch`).join('\n');
  return `---\n${header}\n---\n\nStands on the new version of the platform.\n`;
}
