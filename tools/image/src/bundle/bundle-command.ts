import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { copyPackagedFiles } from './copy-packaged-files.ts';
import { keepTogether } from './keep-together-plugin.ts';
import { leaveOut } from './leave-out-plugin.ts';
import { listPackages, renderLicences } from './list-packages.ts';
import { banner, locateFiles } from './locate-files-plugin.ts';
import { makeSbom } from './make-sbom.ts';
import { namedExports } from './named-exports-plugin.ts';
import { type SharedPackage, sharePackages, sharedPackages, writeManifests } from './shared-packages.ts';

/** Where the command lies in the image, and its entry there. */
export const COMMAND_FOLDER = 'jobwright';
export const COMMAND_ENTRY = 'cli.js';

export interface BundleOptions {
  readonly workspaceRoot: string;
  /** Becomes the root of what the image gets on top of its base; made anew. */
  readonly outputFolder: string;
  readonly createdAt: Date;
}

export interface Bundle {
  readonly files: number;
  readonly bytes: number;
  readonly packages: number;
}

/** Bundles the command from its sources, with the files it reads, its licences and its bill of materials. */
export async function bundleCommand(options: BundleOptions): Promise<Bundle> {
  const { workspaceRoot, outputFolder, createdAt } = options;
  const folder = join(outputFolder, COMMAND_FOLDER);
  await rm(outputFolder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const common = buildOptions(workspaceRoot, folder);
  const entry = ({ entry: path, file }: SharedPackage) => ({ in: path, out: file.replace('.js', '') });
  const { metafile } = await build({
    ...common,
    entryPoints: [
      { in: 'packages/app/jobwright/src/cli.ts', out: COMMAND_ENTRY.replace('.js', '') },
      { in: 'packages/clients/pdf-document/src/render/render-thread.ts', out: 'render-thread' },
      ...workModules.map((path) => ({ in: `packages/${path}.ts`, out: basename(path) })),
      ...sharedPackages.filter(({ isWhole }) => !isWhole).map(entry),
    ],
  });
  // Bundled with the command, it would load all of such a package, where it now loads what it uses.
  const whole = await build({
    ...common,
    entryPoints: sharedPackages.filter(({ isWhole }) => isWhole).map(entry),
  });
  await escapeTexts(folder, whole.metafile);
  await escapeTexts(folder, metafile);
  await copyPackagedFiles(workspaceRoot, folder);
  await sharePackages({ workspaceRoot, outputFolder, commandFolder: COMMAND_FOLDER });
  const packages = await listPackages(metafile, workspaceRoot);
  await writeManifests(folder, packages);
  const version = packages.find(({ manifest }) => manifest.name === 'jobwright')?.manifest.version;
  if (version === undefined) throw new Error('The bundle does not hold jobwright');
  const subject = { name: 'jobwright', version };
  await writeFile(join(folder, 'sbom.cdx.json'), await makeSbom({ subject, packages, createdAt }));
  await writeFile(join(folder, 'LICENSES.txt'), renderLicences(packages));
  const outputs = Object.values(metafile.outputs);
  return {
    files: outputs.length,
    bytes: outputs.reduce((sum, { bytes }) => sum + bytes, 0),
    packages: packages.length,
  };
}

/** What is loaded by name, into threads of their own. */
const workModules = [
  'sdk/concurrency/src/threads/load-module',
  'sdk/concurrency/src/threads/work-thread',
  'app/jobwright/src/loop/loop-watch',
  'app/jobwright/src/isolated/isolated-worker',
  'clients/customer-records/src/record/validate-record-work',
  'clients/mail-client/src/body/fill-template-work',
  'runtime/runtime/src/expressions/evaluate-expression-work',
  'runtime/camunda7/src/inputs/read-inputs-work',
  'runtime/runtime/src/models/read-model-work',
  'clients/http-exchange/src/pages/page-expression-work',
  'engine/engine/src/model/parse-resources-work',
];

const buildOptions = (workspaceRoot: string, folder: string) =>
  ({
    absWorkingDir: workspaceRoot,
    outdir: folder,
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    conditions: ['@jobwright/source'],
    mainFields: ['module', 'main'],
    // Native parts are for other systems, and loaded there only.
    loader: { '.node': 'empty' },
    banner: { js: banner },
    // Names stay, so that stack traces can be read without source maps.
    minifyWhitespace: true,
    minifySyntax: true,
    // Node prints the line of an uncaught error.
    lineLimit: 160,
    legalComments: 'none',
    plugins: [keepTogether, leaveOut(workspaceRoot), namedExports, locateFiles(workspaceRoot)],
    metafile: true,
    logLevel: 'error',
  }) satisfies BuildOptions;

/**
 * Regular expressions are the one place that esbuild leaves other characters than ASCII in. With a single one
 * of them V8 keeps the text of the whole file with two bytes a character.
 */
async function escapeTexts(folder: string, { outputs }: Metafile): Promise<void> {
  for (const name of Object.keys(outputs).map((path) => basename(path))) {
    const text = await readFile(join(folder, name), 'utf8');
    const escaped = text.replaceAll(
      /[^\0-\x7f]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    if (escaped !== text) await writeFile(join(folder, name), escaped);
  }
}
