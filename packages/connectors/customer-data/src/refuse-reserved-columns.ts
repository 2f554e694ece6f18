import { columnName, type FieldMapping } from '@jobwright/customer-records';
import type { z } from 'zod';

type WriteTarget =
  | {
      readonly backend: 'postgres' | 'mysql';
      readonly keyColumn: string;
      readonly versionColumn: string;
      readonly mapping?: FieldMapping | undefined;
    }
  | { readonly backend: 'rest' | 'hubspot' | 'salesforce'; readonly mapping?: FieldMapping | undefined };

interface GivenValues {
  /** Of the input. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * What is written is at least one field, and in a table neither key nor version, which the connector writes.
 */
export function refuseReservedColumns(
  target: WriteTarget,
  { name, values }: GivenValues,
  check: z.core.$RefinementCtx,
): void {
  const reject = (message: string, path: readonly string[]): void =>
    check.addIssue({ code: 'custom', message, path: [...path] });
  if (Object.keys(values).length === 0) reject('Expected at least one column to change', [name]);
  if (target.backend !== 'postgres' && target.backend !== 'mysql') return;
  const { mapping, keyColumn, versionColumn } = target;
  const columns: readonly (readonly [path: readonly string[], column: string])[] =
    mapping === undefined
      ? Object.keys(values).map((column) => [[name, column], column])
      : Object.entries(mapping).map(([path, column]) => [['mapping', path], column]);
  for (const [path, column] of columns) {
    const parsed = columnName.safeParse(column);
    if (!parsed.success) reject(parsed.error.issues[0]?.message ?? 'Expected a column name', path);
    else if (column === keyColumn) reject('The key column cannot be changed', path);
    else if (column === versionColumn) reject('The version column is counted up by the connector', path);
  }
}
