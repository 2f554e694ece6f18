import { isAbsolute, join } from 'node:path';
import { formatFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { addOperation } from './add-operation.ts';
import { findConnector } from './connector-folder.ts';
import { chooseOperations } from './openapi/choose-operations.ts';
import { readOperations } from './openapi/read-document.ts';
import { renderApiOperation } from './openapi/render-api-operation.ts';
import { updateReadmes } from './update-readmes.ts';

/** Options of `nx g @jobwright/nx:from-openapi`. */
export interface FromOpenapiGeneratorOptions {
  /** Path of an OpenAPI 3 document in JSON or YAML, relative to the workspace. */
  readonly document: string;
  /** Name of the connector, such as `crm`. */
  readonly connector: string;
  /** Operations to add: `GET /users/{id}`, `/users` for all its methods, or an operationId. */
  readonly paths: readonly string[];
}

/**
 * Adds operations with typed input and output for chosen paths of an OpenAPI document.
 * Returns a callback that updates the tables of the README.
 * @throws Error when the document lacks a chosen operation, or an operation needs something unsupported
 */
export async function fromOpenapiGenerator(
  tree: Tree,
  options: FromOpenapiGeneratorOptions,
): Promise<GeneratorCallback> {
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
  return updateReadmes(tree);
}
