import { isAbsolute, join } from 'node:path';
import { formatFiles, type Tree } from '@nx/devkit';
import { addOperation } from './add-operation.ts';
import { findConnector } from './connector-folder.ts';
import { chooseOperations } from './openapi/choose-operations.ts';
import { readOperations } from './openapi/read-document.ts';
import { renderApiOperation } from './openapi/render-api-operation.ts';

export interface FromOpenapiGeneratorOptions {
  /** OpenAPI 3 document, JSON or YAML, relative to the workspace. */
  readonly document: string;
  /** E.g. `crm`. */
  readonly connector: string;
  /** `GET /users/{id}`, `/users` for all its methods, or an operationId. */
  readonly paths: readonly string[];
}

/**
 * Adds operations with typed input and output for chosen paths of an OpenAPI document.
 * @throws Error when the document has none of a path, or an operation needs what is not supported
 */
export async function fromOpenapiGenerator(tree: Tree, options: FromOpenapiGeneratorOptions): Promise<void> {
  const folder = findConnector(tree, options.connector);
  const file = isAbsolute(options.document) ? options.document : join(tree.root, options.document);
  const choice = chooseOperations(options.paths);
  const operations = await readOperations(file, choice.isChosen);
  if (operations.length === 0 || choice.missing().length > 0) {
    throw new Error(
      `${options.document} has no ${choice.missing().join(', ') || 'operation chosen'}: give a path, a method and a path, or an operationId with --paths`,
    );
  }
  for (const operation of operations) {
    addOperation(tree, folder, renderApiOperation(operation, folder.connector));
  }
  await formatFiles(tree);
}
