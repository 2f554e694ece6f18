import { renderOperation, parseName } from '@jobwright/create-connector';
import { formatFiles, type Tree } from '@nx/devkit';
import { addOperation } from './add-operation.ts';
import { findConnector } from './connector-folder.ts';

export interface OperationGeneratorOptions {
  readonly name: string;
  /** E.g. `slack`. */
  readonly connector: string;
}

/**
 * Adds an operation to a connector made by the connector generator.
 * @throws Error when there is no such connector, or the operation is there already
 */
export async function operationGenerator(tree: Tree, options: OperationGeneratorOptions): Promise<void> {
  const folder = findConnector(tree, options.connector);
  const operation = parseName('operation name', options.name);
  addOperation(tree, folder, {
    operation,
    files: renderOperation({ connector: folder.connector, operation }),
    inputs: [
      '| `text` | what the service is given | required |',
      '| `reference` | a number or name of yours, to find it again | none |',
    ],
    outputs: ['| `id` | what the service calls it |'],
  });
  await formatFiles(tree);
}
