import type { Names, RenderedFile } from '@jobwright/create-connector';
import type { Tree } from '@nx/devkit';
import { addToDefinition } from './add-to-definition.ts';
import type { ConnectorFolder } from './connector-folder.ts';

export interface NewOperation {
  readonly operation: Names;
  readonly files: readonly RenderedFile[];
}

/**
 * Writes the files of an operation, and adds it to the definition and the exports.
 * @throws Error when one of its files exists
 */
export function addOperation(
  tree: Tree,
  { root, read }: ConnectorFolder,
  { operation, files }: NewOperation,
): void {
  for (const { path } of files) {
    if (tree.exists(`${root}/${path}`)) {
      throw new Error(`${root}/${path} already exists: choose another name for the operation`);
    }
  }
  const definition = addToDefinition(read('src/connector.ts'), operation);
  const index = read('src/index.ts');
  for (const { path, content } of files) tree.write(`${root}/${path}`, content);
  tree.write(`${root}/src/connector.ts`, definition);
  tree.write(`${root}/src/index.ts`, `${index}${renderExports(operation)}`);
}

const renderExports = ({ camel, pascal, kebab }: Names): string => `export { ${camel} } from './${kebab}.ts';
export {
  ${camel}Input,
  type ${pascal}Input,
  ${camel}Output,
  type ${pascal}Output,
} from './${kebab}.schema.ts';
`;
