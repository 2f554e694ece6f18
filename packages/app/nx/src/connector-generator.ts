import { packageVersion, renderConnector } from '@jobwright/create-connector';
import { formatFiles, type GeneratorCallback, installPackagesTask, type Tree } from '@nx/devkit';

export interface ConnectorGeneratorOptions {
  readonly name: string;
  /** Default `send-message`. */
  readonly operation?: string;
  /** Default `io.jobwright:<name>:1`. */
  readonly jobType?: string;
  readonly skipInstall?: boolean;
}

/**
 * Makes `packages/connectors/<name>`.
 * @throws Error when it is there already, or a name cannot be used
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
  });
  const root = `packages/connectors/${folder}`;
  if (tree.exists(`${root}/package.json`)) {
    throw new Error(
      `${root} is there already: choose another name, or add to it with nx g @jobwright/nx:operation`,
    );
  }
  for (const { path, content } of files) tree.write(`${root}/${path}`, content);
  await formatFiles(tree);
  return () => {
    if (options.skipInstall !== true) installPackagesTask(tree, true);
  };
}
