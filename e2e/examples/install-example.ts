import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findNpm, runCommand } from '../published/run-command.ts';
import { packPackages } from './pack-packages.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

const manifestSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

/** A copy of an example with its dependencies. */
export interface InstalledExample {
  readonly cwd: string;
  /** Runs a script of its package.json; gives what it prints. */
  readonly run: (script: string) => Promise<string>;
}

export interface Installer {
  /** Copies an example, as somebody has it who installed our packages. */
  install(name: string): Promise<InstalledExample>;
  remove(): void;
}

/** Packs packages, with all of ours that they need, for examples to install. */
export async function createInstaller(packages: readonly string[]): Promise<Installer> {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-examples-'));
  const files = await packPackages(packages, join(folder, 'packed'));
  return {
    async install(name) {
      const cwd = join(folder, name);
      cpSync(join(examples, name), cwd, {
        recursive: true,
        filter: (path) => !/node_modules|\/coverage/.test(path.slice(examples.length)),
      });
      usePacked(join(cwd, 'package.json'), files);
      const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
      await runCommand(process.execPath, [findNpm(), 'install', ...quiet], { cwd });
      const environment = { NODE_OPTIONS: '', VITEST: '', NO_COLOR: '1', FORCE_COLOR: '0' };
      const run = (script: string): Promise<string> =>
        runCommand(process.execPath, [findNpm(), 'run', script], { cwd, environment });
      return { cwd, run };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function usePacked(path: string, files: Readonly<Record<string, string>>): void {
  const { dependencies, devDependencies, ...manifest } = manifestSchema.parse(
    JSON.parse(readFileSync(path, 'utf8')),
  );
  const ours = Object.fromEntries(Object.entries(files).map(([own, file]) => [own, `file:${file}`]));
  const others = (list: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(list).filter(([own]) => !(own in files)));
  const all = {
    dependencies: others(dependencies),
    devDependencies: { ...others(devDependencies), ...ours },
  };
  writeFileSync(path, JSON.stringify({ ...manifest, ...all }));
}
