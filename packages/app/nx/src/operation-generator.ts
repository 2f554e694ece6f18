import { renderOperation, parseName } from '@jobwright/create-connector';
import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { addOperation } from './add-operation.ts';
import { findConnector } from './connector-folder.ts';
import { updateReadmes } from './update-readmes.ts';

/** Options of `nx g @jobwright/nx:operation`. */
export interface OperationGeneratorOptions {
  /** Name of the operation, starting with a verb, such as `archive-channel`. */
  readonly name: string;
  /** Name of the connector, such as `slack`. */
  readonly connector: string;
}

/**
 * Adds an operation to a connector made by the connector generator. Returns a callback that updates the
 * tables of its README.
 * @throws Error when the connector does not exist, or the operation already does
 */
export async function operationGenerator(
  tree: Tree,
  options: OperationGeneratorOptions,
): Promise<GeneratorCallback> {
  const folder = findConnector(tree, options.connector);
  const operation = parseName('operation name', options.name);
  addOperation(tree, folder, {
    operation,
    files: renderOperation({ connector: folder.connector, operation }, folder.service),
  });
  await formatFiles(tree);
  return updateReadmes(tree);
}
