import {
  packageVersion,
  parseKeywords,
  parseServiceKind,
  renderConnector,
} from '@jobwright/create-connector';
import { formatFiles, type GeneratorCallback, installPackagesTask, type Tree } from '@nx/devkit';

/** Options of `nx g @jobwright/nx:connector`. */
export interface ConnectorGeneratorOptions {
  /** Name of what the connector connects to, such as `slack`. */
  readonly name: string;
  /** Name of its first operation. Default `send-message`. */
  readonly operation?: string;
  /** How the service is called: `rest` (with a token), `oauth` or `signed` (AWS). Default `rest`. */
  readonly service?: string;
  /** What the connector does, for people who model. Default: made from the names. */
  readonly description?: string;
  /** Other words that people search it by, with commas between. Default: those of the names. */
  readonly keywords?: string;
  /** Path of an SVG file, relative to the workspace. Default: the first letter in a square. */
  readonly icon?: string;
  /** Job type that it answers. Default `io.jobwright:<name>:1`. */
  readonly jobType?: string;
  /** Whether not to run `npm install` afterwards. Default false. */
  readonly skipInstall?: boolean;
}

/**
 * Creates the connector package `packages/connectors/<name>`. Returns a callback that installs its
 * dependencies.
 * @throws Error when the package exists, or a name is not valid
 */
export async function connectorGenerator(
  tree: Tree,
  options: ConnectorGeneratorOptions,
): Promise<GeneratorCallback> {
  const { folder, files } = renderConnector({
    name: options.name,
    operation: options.operation ?? 'send-message',
    kind: 'workspace',
    jobType: options.jobType ?? `io.jobwright:${options.name.toLowerCase()}:1`,
    version: packageVersion,
    service: parseServiceKind(options.service ?? 'rest'),
    ...(options.description !== undefined && { description: options.description }),
    ...(options.keywords !== undefined && { keywords: parseKeywords(options.keywords) }),
    ...(given(options.icon) ? { icon: readIcon(tree, options.icon) } : {}),
  });
  const root = `packages/connectors/${folder}`;
  if (tree.exists(`${root}/package.json`)) {
    throw new Error(
      `${root} already exists: choose another name, or add an operation to it with nx g @jobwright/nx:operation`,
    );
  }
  for (const { path, content } of files) tree.write(`${root}/${path}`, content);
  await formatFiles(tree);
  return () => {
    if (options.skipInstall !== true) installPackagesTask(tree, true);
  };
}

/** An empty answer to the question of the generator means none. */
const given = (text: string | undefined): text is string => text !== undefined && text.trim() !== '';

function readIcon(tree: Tree, path: string): string {
  const icon = tree.read(path, 'utf8');
  if (icon === null) throw new Error(`The icon ${path} does not exist: give the path of an SVG file`);
  return icon;
}
