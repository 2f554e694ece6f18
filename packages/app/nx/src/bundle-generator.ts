import {
  formatFiles,
  type GeneratorCallback,
  installPackagesTask,
  readJson,
  type Tree,
  updateJson,
} from '@nx/devkit';
import { z } from 'zod';
import { findConnector } from './connector-folder.ts';

/** Options of `nx g @jobwright/nx:bundle`. */
export interface BundleGeneratorOptions {
  /** Name of the connector, such as `slack`. */
  readonly connector: string;
  /** Whether not to run `npm install` afterwards. Default false. */
  readonly skipInstall?: boolean;
}

const LIST = 'packages/app/jobwright/src/connector-modules/bundled-connectors.ts';
const manifest = z.looseObject({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * Adds a connector to those bundled with the `jobwright` command, which also gives it an element template.
 * Returns a callback that installs dependencies.
 * @throws Error when it is bundled already
 */
export async function bundleGenerator(
  tree: Tree,
  options: BundleGeneratorOptions,
): Promise<GeneratorCallback> {
  const { connector, root } = findConnector(tree, options.connector);
  const packageName = `@jobwright/connector-${connector.kebab}`;
  const list = tree.read(LIST, 'utf8') ?? '';
  if (list.includes(`'${packageName}'`)) throw new Error(`${root} is already bundled`);
  const added = list
    .replace(/^import type /m, `import { ${connector.camel} } from '${packageName}';\nimport type `)
    .replace(/,?\s*\];/, `, ${connector.camel}];`);
  if (!added.includes(`, ${connector.camel}];`) || !added.includes(packageName)) {
    throw new Error(`${LIST} does not have the expected form: add ${connector.camel} by hand`);
  }
  tree.write(LIST, added);
  const { version } = manifest.parse(readJson(tree, `${root}/package.json`));
  updateJson(tree, 'packages/app/jobwright/package.json', (json: unknown) => {
    const parsed = manifest.parse(json);
    const dependencies = { ...parsed.dependencies, [packageName]: `^${version}` };
    return { ...parsed, dependencies: Object.fromEntries(Object.entries(dependencies).sort()) };
  });
  await formatFiles(tree);
  return () => {
    if (options.skipInstall !== true) installPackagesTask(tree, true);
  };
}
