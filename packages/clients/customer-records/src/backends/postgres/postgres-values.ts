import {
  isJsonList,
  type ExactJson,
  exactMember,
  type JsonObject,
  type JsonValue,
  stringifyExactJson,
} from '@jobwright/json';
import { valueRejectedError } from '../sql/refused-columns.ts';
import type { ColumnKind, TableColumns } from '../sql/sql-dialect.ts';
import { toSignedDuration, toTemporalText } from '../sql/temporal-text.ts';

/**
 * PostgreSQL reads JSON into its own types itself, but for times of FEEL with their zones, and for lists of
 * JSON.
 */
export const toPostgresValues = (values: JsonObject, types: TableColumns, stored?: ExactJson): JsonObject =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const kind = types.get(name) ?? 'other';
      if (kind === 'jsonList' && isJsonList(value))
        return [name, toListText(value, exactMember(stored, name))];
      return [name, toPostgres(value, { name, kind })];
    }),
  );

interface PostgresColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

function toPostgres(value: JsonValue, column: PostgresColumn): JsonValue {
  const { name, kind } = column;
  if (kind === 'json' || kind === 'other') return value;
  if (isJsonList(value)) return value.map((item) => toPostgres(item, column));
  if (typeof value !== 'string') return value;
  if (kind === 'interval') return toSignedDuration(value);
  const text = toTemporalText(value, kind, 'own');
  // PostgreSQL takes any word with a number for a zone.
  if (text === undefined && /[@[]/.test(value))
    throw valueRejectedError(name, 'holds times, and the value is not a time in a known zone');
  return text ?? value;
}

/** A list in a list of JSON would be taken for another dimension of it. */
function toListText(items: readonly JsonValue[], stored: ExactJson | undefined): string {
  const texts = items.map((item, index) => {
    if (item === null) return 'NULL';
    const text = stringifyExactJson(item, exactMember(stored, String(index)));
    return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
  });
  return `{${texts.join(',')}}`;
}
