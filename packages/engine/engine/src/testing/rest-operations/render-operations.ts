import { isClosed, listOperations, MISSING_OPERATIONS, type RestOperation } from './list-operations.ts';

const resourceOf = ({ path }: RestOperation): string => path.split('/')[1] ?? '';

function describeResource(operations: readonly RestOperation[]): string {
  const missing = operations.filter(({ operationId }) => operationId in MISSING_OPERATIONS);
  const present = operations.filter((operation) => !missing.includes(operation));
  const isOff = operations.some(isClosed);
  const names = present.map(({ operationId }) => `\`${operationId}\``).join(', ');
  const reasons = missing.map(
    ({ operationId }) => `\`${operationId}\`: ${MISSING_OPERATIONS[operationId] ?? ''}`,
  );
  return [isOff ? `off, with 403: ${present.length} operations` : names, ...reasons].join('; not: ');
}

/** The operations of the REST API by resource, as a Markdown table with padded columns. */
export function renderOperations(): string {
  const all = listOperations();
  const resources = [...new Set(all.map(resourceOf))];
  const lines = resources.map((resource) => [
    `\`/v2/${resource}\``,
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
