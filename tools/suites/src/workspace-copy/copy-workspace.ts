import { chmod, cp, lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from './run-command.ts';

const workspace = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');
const NOT_COPIED = new Set(['node_modules', '.git', '.nx', 'dist', 'test-results', '.env']);

export interface WorkspaceCopy {
  readonly root: string;
  /** `environment` is added to the cleaned one. */
  run(command: string, environment?: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

export interface CopyOptions {
  /**
   * Whether the builds of packages come along, so that the copy makes only those that differ. Default false.
   */
  readonly built?: boolean;
}

/** What a fresh clone is: the sources alone. All commands of npm are its own. */
export async function copySources({ built = false }: CopyOptions = {}): Promise<WorkspaceCopy> {
  const root = await mkdtemp(join(tmpdir(), 'jobwright-workspace-'));
  const isCopied = (name: string): boolean => !NOT_COPIED.has(name) || (built && name === 'dist');
  await cp(workspace, root, {
    recursive: true,
    // The compiler takes a build for that of its sources by their times.
    preserveTimestamps: true,
    filter: (source) => source === workspace || isCopied(basename(source)),
  });
  return {
    root,
    run: (command, environment = {}) => runCommand(command, { cwd: root, environment }),
    remove: () => removeFolder(root),
  };
}

/**
 * What a fresh clone is after `npm ci`, in a moment: sources copied, installed packages linked. `npm ci` and
 * `npm install` in it link new packages of the workspace, and download nothing; all other commands of npm are
 * its own, and so is the lock file.
 */
export async function copyWorkspace(options: CopyOptions = {}): Promise<WorkspaceCopy> {
  const { root } = await copySources(options);
  const shims = await mkdtemp(join(tmpdir(), 'jobwright-npm-'));
  await linkModules(join(workspace, 'node_modules'), join(root, 'node_modules'));
  const groups = await readdir(join(workspace, 'packages'));
  for (const area of [...groups.map((group) => join('packages', group)), 'tools']) {
    for (const name of await readdir(join(workspace, area))) {
      const modules = join(workspace, area, name, 'node_modules');
      if (await exists(modules)) await linkModules(modules, join(root, area, name, 'node_modules'));
    }
  }
  const npm = await runCommand('command -v npm', { cwd: root });
  await writeFile(join(shims, 'npm'), renderNpmShim(root, npm.trim()));
  await chmod(join(shims, 'npm'), 0o755);
  return {
    root,
    run: (command, environment = {}) => runCommand(command, { cwd: root, path: shims, environment }),
    async remove() {
      for (const folder of [root, shims]) await removeFolder(folder);
    },
  };
}

const removeFolder = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });

const renderNpmShim = (root: string, npm: string): string => `#!/usr/bin/env bash
case "$1" in
  ci | i | install)
    [[ "$*" == *--package-lock-only* ]] && exec ${npm} "$@"
    for package in ${root}/packages/*/*; do
      ln -sfn "$package" "${root}/node_modules/$(node -p "require('$package/package.json').name")"
    done ;;
  *) exec ${npm} "$@" ;;
esac
`;

async function linkModules(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (name.startsWith('.') && name !== '.bin') continue;
    if (name !== '@jobwright') await symlink(join(from, name), join(to, name));
  }
  const own = join(from, '@jobwright');
  if (!(await exists(own))) return;
  await mkdir(join(to, '@jobwright'));
  // Links to packages of the workspace are relative, so copies of them lead to the copy.
  for (const name of await readdir(own)) {
    await cp(join(own, name), join(to, '@jobwright', name), { verbatimSymlinks: true });
  }
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
