import type { Names, RenderedFile } from '@jobwright/create-connector';
import type { Tree } from '@nx/devkit';
import { addToDefinition } from './add-to-definition.ts';
import type { ConnectorFolder } from './connector-folder.ts';

export interface NewOperation {
  readonly operation: Names;
  readonly files: readonly RenderedFile[];
  /** Rows of the README's tables. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/**
 * Writes the files of an operation and names it in the definition, the exports and the README.
 * @throws Error when one of its files is there already
 */
export function addOperation(tree: Tree, folder: ConnectorFolder, added: NewOperation): void {
  const { root, read } = folder;
  const { operation, files } = added;
  for (const { path } of files) {
    if (tree.exists(`${root}/${path}`)) {
      throw new Error(`${root}/${path} is there already: choose another name for the operation`);
    }
  }
  const definition = addToDefinition(read('src/connector.ts'), operation);
  const index = read('src/index.ts');
  const readme = read('README.md');
  for (const { path, content } of files) tree.write(`${root}/${path}`, content);
  tree.write(`${root}/src/connector.ts`, definition);
  tree.write(`${root}/src/index.ts`, `${index}${renderExports(operation)}`);
  tree.write(`${root}/README.md`, addToReadme(readme, added));
}

const renderExports = ({ camel, pascal, kebab }: Names): string => `export { ${camel} } from './${kebab}.ts';
export {
  ${camel}Input,
  type ${pascal}Input,
  ${camel}Output,
  type ${pascal}Output,
} from './${kebab}.schema.ts';
`;

function addToReadme(readme: string, { operation, inputs, outputs }: NewOperation): string {
  const heading = `### \`${operation.camel}\`\n\n`;
  return readme
    .replace(/^## Output$/m, () => `${heading}${toTable(['input', 'value', 'default'], inputs)}\n## Output`)
    .replace(/^## Errors$/m, () => `${heading}${toTable(['field', 'value'], outputs)}\n## Errors`);
}

const toTable = (head: readonly string[], rows: readonly string[]): string => {
  if (rows.length === 0) return 'None.\n';
  const lines = [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...rows];
  return `${lines.join('\n')}\n`;
};
