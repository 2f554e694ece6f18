import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { publicPackages, registry, release } from './published.ts';
import { releaseWorkflow } from './release-copy.ts';
import { runCommand } from './run-command.ts';

const { root, origin } = release;
const git = async (...args: string[]) => (await runCommand('git', args, { cwd: root })).trim();
const listTags = async (...args: string[]) => (await git(...args)).split('\n').sort();
const versionOf = new Map(
  publicPackages.map(({ manifest }) => [
    manifest.name,
    z.object({ version: z.string() }).parse(manifest).version,
  ]),
);
const toShortName = (name: string) => name.replace('@jobwright/', '');
/** The connectors and the command, each with versions of its own; all others are the platform. */
const independent = publicPackages
  .map(({ manifest }) => toShortName(manifest.name))
  .filter((name) => name === 'jobwright' || /^connector-(?!sdk$|testing$)/.test(name));
/** The plan names the platform and email: the others only stand on what they got. */
const toReleasedVersion = (name: string) =>
  independent.includes(name) && name !== 'connector-email' ? '0.1.1' : '0.2.0';
const ofRegistry = z.object({
  'dist-tags': z.object({ latest: z.string() }),
  versions: z.record(z.string(), z.object({ dist: z.object({ integrity: z.string() }) })),
});

describe('the commands of the release workflow', () => {
  test('give the platform one version, the connectors and the command each its own, and publish them', async () => {
    for (const { manifest } of publicPackages) {
      const name = toShortName(manifest.name);
      const version = toReleasedVersion(name);
      expect([name, versionOf.get(manifest.name)]).toEqual([name, version]);
      const published = ofRegistry.parse(await (await fetch(`${registry.url}${manifest.name}`)).json());
      expect(published['dist-tags'].latest).toBe(version);
    }
  });

  test('sign of every package in which workflow of which repository it was built', async () => {
    for (const [name, version] of versionOf) {
      const published = ofRegistry.parse(await (await fetch(`${registry.url}${name}`)).json());
      const integrity = published.versions[version]?.dist.integrity ?? '';
      const kept = release.provenance.filter((each) => each.package === `${name}-${version}`);
      expect(kept, name).toHaveLength(1);
      expect(toStatement(kept[0]?.bundle)).toMatchObject({
        subject: [{ digest: { sha512: Buffer.from(integrity.slice(7), 'base64').toString('hex') } }],
        predicate: {
          buildDefinition: {
            externalParameters: {
              workflow: {
                repository: `https://github.com/${releaseWorkflow.repository}`,
                path: releaseWorkflow.path,
              },
            },
          },
        },
      });
    }
  });

  test('leave one commit with versions, lock file and changelogs, and its tags, pushed', async () => {
    expect(await git('status', '--porcelain')).toBe('');
    expect(await git('-C', origin, 'rev-parse', 'main')).toBe(await git('rev-parse', 'HEAD'));
    expect(await git('show', '-s', '--format=%s', 'HEAD')).toBe('chore(release): publish');
    const tags = [
      ...independent.map(
        (name) => `${name === 'jobwright' ? name : `@jobwright/${name}`}@${toReleasedVersion(name)}`,
      ),
      'v0.2.0',
    ];
    expect(await listTags('-C', origin, 'tag', '--points-at', 'main')).toEqual(tags.sort());
    const changed = (await git('show', '--name-only', '--format=', 'HEAD')).split('\n');
    const expected = publicPackages.flatMap(({ directory }) => [
      `${directory}/CHANGELOG.md`,
      `${directory}/package.json`,
    ]);
    const plans = ['.nx/version-plans/connectors-of-others.md'];
    expect(changed.sort()).toEqual([...plans, 'CHANGELOG.md', 'package-lock.json', ...expected].sort());
    expect(existsSync(join(root, plans[0]!))).toBe(false);
    const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
    expect(changelog).toContain('- Connectors of others are loaded by the command.');
    expect(changelog).toContain('@jobwright/connector-email 0.2.0');
    const pdf = await readFile(join(root, 'packages/connectors/pdf/CHANGELOG.md'), 'utf8');
    expect(pdf).toMatch(/## 0\.1\.1 .*Stands on the new version of the platform/s);
    await runCommand('npx', ['prettier', '--check', ...changed.filter((file) => !plans.includes(file))], {
      cwd: root,
    });
  });
});

describe('the next release', () => {
  const plan = "---\n'@jobwright/connector-pdf': patch\n---\n\nFonts are smaller.\n";
  const runRelease = (...args: string[]) =>
    runCommand('npm', ['run', 'release', '--', ...args], {
      cwd: root,
      environment: { ...registry.environment, NX_DAEMON: 'false', NX_TUI: 'false' },
    });

  test('is nothing without a plan; with one it is shown, and nothing changes', async () => {
    expect(await runRelease()).toContain('There is nothing to release');
    const folder = join(root, '.nx/version-plans');
    await mkdir(folder, { recursive: true });
    writeFileSync(join(folder, 'fonts.md'), plan);
    await git('add', '-A');
    await git('commit', '-qm', 'docs: plan of another release');
    const shown = await runRelease();
    expect(shown).toContain('Would publish @jobwright/connector-pdf@0.1.2');
    expect(shown).toContain('Would publish jobwright@0.1.2');
    expect(shown).toMatch(
      /On top of CHANGELOG\.md:\n\n## [\d-]+\n\n- Fonts are smaller\.\n\n.*connector-pdf 0\.1\.2/,
    );
    expect(await git('status', '--porcelain')).toBe('');
  });

  test('is refused without an identity before anything changes', async () => {
    const before = [await git('rev-parse', 'HEAD'), await git('tag')];
    await expect(runRelease('--publish')).rejects.toThrow(
      /^release: Packages are published with provenance, .*: run the workflow "release"$/m,
    );
    expect([await git('rev-parse', 'HEAD'), await git('tag')]).toEqual(before);
    expect(await git('status', '--porcelain')).toBe('');
  });
});

const bundleSchema = z.object({ dsseEnvelope: z.object({ payload: z.base64() }) });

function toStatement(bundle: unknown): unknown {
  const { payload } = bundleSchema.parse(bundle).dsseEnvelope;
  return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'));
}
