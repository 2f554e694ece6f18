import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { wrongInputError } from '../command-line/command-error.ts';
import { findPackageEntry } from './find-package-entry.ts';

/** A file that exports connectors. */
export interface ConnectorModule {
  /** As the user gave it, or as found in a folder: a package or a path. */
  readonly name: string;
  /** Absolute, links resolved. */
  readonly file: string;
  /** Folder of its package, if it has one. */
  readonly packageFolder: string | undefined;
}

/**
 * Finds the modules of packages (`@acme/connector-slack`), modules (`./slack.js`), and folders with one or
 * more packages. Packages are looked up in `node_modules` of the folder `from` and those above it, then next
 * to this command.
 * @throws CommandError that names what does not exist and says what to do
 */
export function findConnectorModules(
  namesAndPaths: readonly string[],
  from: string,
): readonly ConnectorModule[] {
  const modules = namesAndPaths.flatMap((given) =>
    isPath(given) ? findByPath(given, from) : [findByName(given, from)],
  );
  return modules.filter(({ file }, index) => modules.findIndex((other) => other.file === file) === index);
}

export const isPath = (given: string): boolean => given.startsWith('.') || isAbsolute(given);

function findByName(given: string, from: string): ConnectorModule {
  const [, name, subpath] = /^((?:@[^/@]+\/)?[^/@]+)(\/.+)?$/.exec(given) ?? [];
  if (name === undefined) {
    throw wrongInputError(`${given} is neither a package name nor a path: paths start with ./ or /`);
  }
  const found = findInstalledPackage(name, [from, import.meta.dirname]);
  if (found !== undefined) return packageModule(given, found, `.${subpath ?? ''}`);
  const asPath = existsSync(resolve(from, given)) ? `, or give the path ./${given}` : '';
  throw wrongInputError(
    `Package ${name} is not installed here or next to jobwright: run npm install ${name}${asPath}`,
  );
}

/** Finds a package in `node_modules` of the given folders and those above them. */
export function findInstalledPackage(name: string, from: readonly string[]): string | undefined {
  const folders = from.flatMap(listUpwards).map((folder) => join(folder, 'node_modules', name));
  return folders.find((folder) => existsSync(join(folder, 'package.json')));
}

function findByPath(given: string, from: string): readonly ConnectorModule[] {
  const path = resolve(from, given);
  if (!existsSync(path)) {
    throw wrongInputError(`${given} does not exist: give the name of a package, a folder or a module`);
  }
  if (!statSync(path).isDirectory()) return [fileModule(given, path)];
  if (existsSync(join(path, 'package.json'))) return [packageModule(given, path, '.')];
  const packages = listPackages(path);
  if (packages.length > 0)
    return packages.map((name) => packageModule(join(given, name), join(path, name), '.'));
  throw wrongInputError(
    `Neither ${given} nor a folder in it has a package.json: give a package or a folder of packages`,
  );
}

function fileModule(name: string, path: string): ConnectorModule {
  const extension = extname(path);
  if (['.js', '.mjs', '.cjs'].includes(extension)) {
    return { name, file: realpathSync(path), packageFolder: undefined };
  }
  throw wrongInputError(
    /^\.[cm]?ts$/.test(extension)
      ? `${name} is TypeScript: give the JavaScript built from it, or use jobwright dev`
      : `${name} is not a module: give a .js, .mjs or .cjs file, or a folder`,
  );
}

const packageModule = (name: string, folder: string, entry: string): ConnectorModule => {
  const packageFolder = realpathSync(folder);
  return { name, file: findPackageEntry({ name, folder: packageFolder, entry }), packageFolder };
};

/** Lists its folders with a `package.json`, also in a scope: `slack`, `@acme/slack`. */
function listPackages(folder: string): readonly string[] {
  const folders = readdirSync(folder)
    .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
    .sort();
  return folders.flatMap((name) => {
    const path = join(folder, name);
    if (existsSync(join(path, 'package.json'))) return [name];
    if (!basename(path).startsWith('@')) return [];
    return listPackages(path).map((inScope) => join(name, inScope));
  });
}

function listUpwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...listUpwards(parent)];
}
