import { type Connector, listFields } from '@jobwright/connector-sdk';

const TABLE = /^<!-- inputs -->$([\s\S]*?)^<!-- \/inputs -->$/m;
const ROW = /^\| `([^`]+)`/;

/** Inputs that a README's table has and the connector does not, and the other way round. */
export function findTableProblems(connector: Connector, readme: string): readonly string[] {
  const table = TABLE.exec(readme)?.[1];
  if (table === undefined) return [];
  const fields = [...connector.operations.values()].flatMap(({ input }) => listFields(input));
  const known = new Set(fields.map(({ path }) => path));
  const named = new Set(listNamed(table));
  return [
    ...[...named]
      .filter((path) => !known.has(path))
      .map((path) => `the table has ${path}, which is no input`),
    ...[...known].filter((path) => !named.has(path)).map((path) => `the table lacks the input ${path}`),
  ];
}

/** The first cells of those tables whose first column is headed `input`. */
function listNamed(section: string): readonly string[] {
  let isInputs = false;
  return section.split('\n').flatMap((line) => {
    if (!line.startsWith('|')) isInputs = false;
    else if (/^\| input +\|/.test(line)) isInputs = true;
    const path = ROW.exec(line)?.[1];
    return isInputs && path !== undefined ? [path] : [];
  });
}
