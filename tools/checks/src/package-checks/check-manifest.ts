import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PackedPackage } from './pack-packages.ts';

export interface WorkspaceFacts {
  readonly repositoryUrl: string;
  readonly nodeRange: string;
  readonly license: string;
}

/** What every published package has in common. Gives one sentence for each thing that is wrong. */
export function checkManifest(packed: PackedPackage, workspace: WorkspaceFacts): readonly string[] {
  const { manifest, directory } = packed;
  const expected: readonly (readonly [string, unknown, unknown])[] = [
    ['license', manifest.license, 'Apache-2.0'],
    ['type', manifest.type, 'module'],
    ['engines.node', manifest.engines.node, workspace.nodeRange],
    ['repository.url', manifest.repository.url, workspace.repositoryUrl],
    ['repository.directory', manifest.repository.directory, directory],
    ['publishConfig.access', manifest.publishConfig.access, 'public'],
  ];
  return [
    ...expected
      .filter(([, actual, wanted]) => actual !== wanted)
      .map(([field, actual, wanted]) => `${field} is ${String(actual)}: make it ${String(wanted)}`),
    ...(manifest.description ? [] : ['description is missing']),
    ...(manifest.keywords.length > 0 ? [] : ['keywords are missing']),
    ...checkExports(packed),
    ...checkOldResolution(packed),
    ...checkInternalRanges(packed),
  ];
}

/** An entry of `exports` that is data. */
export const DATA_ENTRY = /\.(json|yaml)$/;

/** Each target of `exports` and `bin` is a file in the tarball, and every entry but data has types. */
function checkExports({ manifest, files }: PackedPackage): readonly string[] {
  if (!('.' in manifest.exports)) return ['exports has no entry "."'];
  const packed = new Set(files);
  const targets = Object.entries(manifest.exports).flatMap(([entry, target]) =>
    typeof target === 'string'
      ? [[entry, target] as const]
      : Object.entries(target).map(([condition, path]) => [`${entry} (${condition})`, path] as const),
  );
  const untyped = Object.entries(manifest.exports).filter(
    ([entry, target]) => !DATA_ENTRY.test(entry) && (typeof target === 'string' || !target['types']),
  );
  return [
    ...[...targets, ...Object.entries(manifest.bin)]
      .filter(([, path]) => !packed.has(path.replace('./', '')))
      .map(([entry, path]) => `${entry} points to ${path}, which is not in the tarball: is it built?`),
    ...untyped.map(([entry]) => `exports ${entry} has no types`),
  ];
}

/** Test runners load these as ES modules, but take what is for `require` where there is any. */
const OF_A_RUNNER = /^\.\/(?:jest|vitest)(?:-coverage)?$/;

/**
 * CommonJS gets each entry too, and TypeScript finds it with the resolution `node10`, which does not read
 * `exports`. Programs that people run, and plugins, are not required.
 */
function checkOldResolution({ manifest }: PackedPackage): readonly string[] {
  if (NOT_REQUIRED.has(manifest.name)) return [];
  return Object.entries(manifest.exports).flatMap(([entry, target]) => {
    if (typeof target === 'string' || !target['types']) return [];
    const { types, default: module = '' } = target;
    const wanted = module.replace('./dist/', './dist/require/');
    const found = entry === '.' ? manifest.types : manifest.typesVersions['*']?.[entry.slice(2)]?.[0];
    return [
      ...(target['require'] === wanted || OF_A_RUNNER.test(entry)
        ? []
        : [`exports ${entry} (require) is missing: make it ${wanted}`]),
      ...(found === types
        ? []
        : [`${entry === '.' ? 'types' : 'typesVersions'} lacks ${entry}: make it ${types}`]),
    ];
  });
}

const NOT_REQUIRED: ReadonlySet<string> = new Set(['@jobwright/create-connector', '@jobwright/nx']);

/** A caret lets one copy serve packages that were released at different times. */
const checkInternalRanges = ({ manifest }: PackedPackage) =>
  Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })
    .filter(([name, range]) => name.startsWith('@jobwright/') && !/^\^\d+\.\d+\.\d+/.test(range))
    .map(([name, range]) => `dependency ${name} is ${range}: take a caret range`);

/** What a generator writes from may be tests and settings. */
const unwanted =
  /^(?!templates\/).*(?:(^|\/)(testing|test-results|__tests__|fixtures|node_modules)\/|\.test\.|\.tsbuildinfo$|(^|\/)(tsconfig|vitest\.config))/;

/**
 * Licence and README are there, tests and leftovers of a build are not, and every source map finds its
 * source.
 */
export function checkFiles({ files, folder }: PackedPackage, workspace: WorkspaceFacts): readonly string[] {
  const packed = new Set(files);
  const compiled = files.filter((file) => /^dist\/(?!(?:vendor|require)\/).*\.js$/.test(file));
  return [
    ...(packed.has('README.md') ? [] : ['README.md is missing']),
    ...(packed.has('LICENSE') && readFileSync(join(folder, 'LICENSE'), 'utf8') === workspace.license
      ? []
      : ['LICENSE is missing or not that of the workspace: copy it from the root']),
    ...files.filter((file) => unwanted.test(file)).map((file) => `${file} must not be published`),
    ...compiled
      .filter((file) => !packed.has(file.replace('dist/', 'src/').replace(/\.js$/, '.ts')))
      .map((file) => `${file} has no source: delete dist and build with --skip-nx-cache`),
  ];
}
