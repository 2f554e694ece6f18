import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findPublicPackages, isIndependent } from '@jobwright/checks/package-checks';
import { releaseChangelog, releaseVersion } from 'nx/release';
import { findObstacle } from './find-obstacle.ts';
import { publishVersions } from './publish-versions.ts';
import { parseVersionPlan, planFollowers } from './version-plans.ts';
import { addToChangelog, renderChangelogSection } from './workspace-changelog.ts';

const help = `Versions, changelogs and publishing of all packages, from the version plans in .nx/version-plans.

  npm run release                       shows what would happen
  npm run release -- --publish          does it: versions, changelogs, commit, tags, registry
  npm run release -- --first-release    there are no tags of an earlier release yet

A version plan is made with: npx nx release plan`;

const { values: options } = parseArgs({
  options: {
    publish: { type: 'boolean', default: false },
    'first-release': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const dryRun = !options.publish;
const firstRelease = options['first-release'];
const workspaceRoot = resolve(import.meta.dirname, '../../..');
const plansFolder = join(workspaceRoot, '.nx/version-plans');
const followersPlan = join(plansFolder, 'followers-of-the-platform.md');
const changelogFile = join(workspaceRoot, 'CHANGELOG.md');

const run = (file: string, ...args: string[]) =>
  execFileSync(file, args, { cwd: workspaceRoot, stdio: 'inherit' });

/**
 * Leaves nothing in `dist` that an earlier state of the sources made. One compiler for all packages reads
 * what they share once: a third of the time of a build for each.
 */
function buildAnew(): void {
  const packages = findPublicPackages(workspaceRoot);
  for (const { folder } of packages) rmSync(join(folder, 'dist'), { recursive: true, force: true });
  run('npx', 'tsc', '--build', ...packages.map(({ directory }) => `${directory}/tsconfig.build.json`));
  run('npm', 'run', 'check', '--', 'packages');
}

function readPlans() {
  if (!existsSync(plansFolder)) return [];
  const files = readdirSync(plansFolder).filter((name) => name.endsWith('.md'));
  return files.map((name) => parseVersionPlan(readFileSync(join(plansFolder, name), 'utf8')));
}

function writeFollowersPlan(plans: ReturnType<typeof readPlans>): void {
  const followers = findPublicPackages(workspaceRoot)
    .filter(isIndependent)
    .map(({ manifest }) => manifest.name);
  const plan = planFollowers(plans, followers);
  if (plan === undefined) return;
  writeFileSync(followersPlan, plan);
  if (!dryRun) run('git', 'add', followersPlan);
}

async function release(plans: ReturnType<typeof readPlans>): Promise<boolean> {
  const versioned = await releaseVersion({
    dryRun,
    firstRelease,
    stageChanges: true,
    gitCommit: false,
    gitTag: false,
  });
  const { projectsVersionData, releaseGraph } = versioned;
  const versions = Object.entries(projectsVersionData).map(([name, { newVersion }]) => [name, newVersion]);
  const section = renderChangelogSection({
    date: new Date().toISOString().slice(0, 10),
    changes: plans.map(({ message }) => message),
    versions: new Map(versions.flatMap(([name, version]) => (name && version ? [[name, version]] : []))),
  });
  if (dryRun) console.log(`\nOn top of CHANGELOG.md:\n\n${section}`);
  else {
    const earlier = existsSync(changelogFile) ? readFileSync(changelogFile, 'utf8') : '';
    writeFileSync(changelogFile, addToChangelog(earlier, section));
    run('git', 'add', changelogFile);
  }
  await releaseChangelog({
    dryRun,
    firstRelease,
    releaseGraph,
    versionData: projectsVersionData,
    stageChanges: true,
    gitCommit: true,
    gitTag: true,
    deleteVersionPlans: true,
  });
  return publishVersions(versioned, { dryRun, firstRelease });
}

async function releasePlanned(plans: ReturnType<typeof readPlans>): Promise<boolean> {
  if (!dryRun) buildAnew();
  writeFollowersPlan(plans);
  try {
    return await release(plans);
  } finally {
    rmSync(followersPlan, { force: true });
  }
}

const readChanges = (): string =>
  execFileSync('git', ['status', '--porcelain'], { cwd: workspaceRoot, encoding: 'utf8' });

const plans = readPlans();
const obstacle = dryRun ? undefined : findObstacle({ environment: process.env, changes: readChanges() });
if (options.help) console.log(help);
else if (plans.length === 0) console.log('There is nothing to release. To change that: npx nx release plan');
else if (obstacle !== undefined) {
  console.error(`release: ${obstacle}`);
  process.exitCode = 1;
} else process.exitCode = (await releasePlanned(plans)) ? 0 : 1;
