import type { Connector, ErrorTable } from '@jobwright/connector-sdk';
import { renderCode } from './describe-field.ts';
import { listInputs } from './list-inputs.ts';
import { listOutputs } from './list-outputs.ts';

/** The operations of a connector that has several, and its inputs. */
export function renderInputs(connector: Connector): string {
  const rows = listInputs(connector).map(({ path, value, default: fallback, counts }) => [
    renderCode(path),
    value,
    fallback,
    counts,
  ]);
  const inputs = renderTable(['input', 'value', 'default', 'counts with'], rows);
  return connector.operations.size === 1 ? inputs : `${renderOperations(connector)}\n\n${inputs}`;
}

function renderOperations({ operations, defaultOperation }: Connector): string {
  const rows = [...operations].map(([name, { title, when }]) => [
    renderCode(name),
    title ?? '',
    when === undefined
      ? `task header \`operation\`${name === defaultOperation ? ', or none' : ''}`
      : Object.entries(when)
          .map(([path, value]) => `${renderCode(path)} ${renderCode(value)}`)
          .join(' and '),
  ]);
  return renderTable(['operation', 'does', 'chosen by'], rows);
}

/** What each operation answers. */
export function renderOutput(connector: Connector): string {
  const tables = listOutputs(connector);
  return tables
    .map(({ operations, rows }) => {
      const table = renderTable(
        ['field', 'value'],
        rows.map(({ path, value }) => [renderCode(path === '' ? 'response' : path), value]),
      );
      return tables.length === 1 ? table : `${operations.map(renderCode).join(', ')}:\n\n${table}`;
    })
    .join('\n\n');
}

const INPUT_INVALID = [
  '`INPUT_INVALID`',
  'an input is invalid',
  'no',
  'Correct the inputs that the message names with their paths.',
] as const;

/** The codes of a table, and the one that every connector has. */
export function renderErrors(table: ErrorTable): string {
  const rows = Object.entries(table).map(([code, { when = '', advice, ...rule }]) => [
    code.endsWith('xx')
      ? `${renderCode(code.replace('xx', '00'))} to ${renderCode(code.replace('xx', '99'))}`
      : renderCode(code),
    when,
    describeRetry(rule),
    advice,
  ]);
  return renderTable(['code', 'when', 'retried', 'what to do'], [INPUT_INVALID, ...rows]);
}

function describeRetry({ retry, keepsRetries, bpmn }: Omit<ErrorTable[string], 'advice'>): string {
  if (bpmn === true) return 'no: a BPMN error';
  if (keepsRetries === true) return 'yes, costs no retry';
  return typeof retry === 'string' ? retry : retry ? 'yes' : 'no';
}

/** A table in Markdown, without the columns that are empty. */
function renderTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = heads.map((_head, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const renderLine = (cells: readonly string[]): string =>
    `| ${cells.filter((_cell, column) => used[column]).join(' | ')} |`;
  return [
    renderLine(heads),
    renderLine(heads.map(() => '---')),
    ...rows.map((row) => renderLine(row.map(escapeCell))),
  ].join('\n');
}

/** Pipes end a cell even in code; what looks like HTML or emphasis is text, but for code. */
const escapeCell = (text: string): string =>
  text
    .replaceAll('\n', ' ')
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;').replaceAll('*', '\\*')))
    .join('')
    .replaceAll('|', '\\|');
