import type { Names } from '@jobwright/create-connector';
import ts from 'typescript';

/**
 * Adds an operation to the `operations` of a `connector.ts`.
 * @throws Error when the definition has no `operations`, or has this one
 */
export function addToDefinition(source: string, operation: Names): string {
  const file = ts.createSourceFile('connector.ts', source, ts.ScriptTarget.Latest, true);
  const operations = findOperations(file);
  if (operations === undefined) {
    throw new Error(
      'connector.ts has no `operations: { ... }`: give its operation a name there first, then add another',
    );
  }
  const { camel, kebab } = operation;
  if (operations.properties.some((property) => property.name?.getText(file) === camel)) {
    throw new Error(`connector.ts has an operation ${camel} already: choose another name`);
  }
  const lastImport = file.statements.filter(ts.isImportDeclaration).at(-1);
  const importsEnd = lastImport?.end ?? 0;
  const imports = `
import { ${camel}Input, ${camel}Output } from './${kebab}.schema.ts';
import { ${camel} } from './${kebab}.ts';`;
  const entry = `${camel}: defineOperation({ input: ${camel}Input, output: ${camel}Output, run: ${camel} }),\n`;
  const inside = operations.properties.end;
  const comma = operations.properties.length > 0 && !operations.properties.hasTrailingComma ? ',' : '';
  return `${source.slice(0, importsEnd)}${imports}${source.slice(importsEnd, inside)}${comma}\n${entry}${source.slice(inside)}`;
}

function findOperations(node: ts.Node): ts.ObjectLiteralExpression | undefined {
  if (
    ts.isPropertyAssignment(node) &&
    node.name.getText() === 'operations' &&
    ts.isObjectLiteralExpression(node.initializer)
  ) {
    return node.initializer;
  }
  return ts.forEachChild(node, findOperations);
}
