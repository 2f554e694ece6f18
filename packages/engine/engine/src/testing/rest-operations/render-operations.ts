import { isClosed, listOperations, MISSING_OPERATIONS, type RestOperation } from './list-operations.ts';

/** As the path of its resource starts. */
const resourceOf = ({ path }: RestOperation): string => {
  const [, first = '', , resource = ''] = path.split('/');
  return first === 'cluster' ? `/cluster/v2/${resource}` : `/v2/${first}`;
};

const listNames = (operations: readonly RestOperation[]): string =>
  operations.map(({ operationId }) => `\`${operationId}\``).join(', ');

function describeResource(operations: readonly RestOperation[]): string {
  const missing = operations.filter(({ operationId }) => operationId in MISSING_OPERATIONS);
  const present = operations.filter((operation) => !missing.includes(operation));
  const isOff = operations.some(isClosed);
  const reasons = [...new Set(missing.map(({ operationId }) => MISSING_OPERATIONS[operationId] ?? ''))];
  const refusals = reasons.map((reason) => {
    const refused = missing.filter(({ operationId }) => MISSING_OPERATIONS[operationId] === reason);
    return `not ${listNames(refused)}: ${reason}`;
  });
  const shown = isOff ? `off, with 403: ${present.length} operations` : listNames(present);
  return [shown, ...refusals].filter((part) => part !== '').join('; ');
}

/** The operations of the REST API by resource, as a Markdown table with padded columns. */
export function renderOperations(): string {
  const all = listOperations();
  const resources = [...new Set(all.map(resourceOf))];
  const lines = resources.map((resource) => [
    `\`${resource}\``,
    describeResource(all.filter((operation) => resourceOf(operation) === resource)),
  ]);
  const head = ['', 'operations'];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const render = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...lines].map(render).join('\n');
}
