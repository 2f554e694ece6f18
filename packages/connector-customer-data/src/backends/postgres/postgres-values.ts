import type { JsonObject, JsonValue } from '@jobwright/connector-sdk';
import type { ColumnKind, TableColumns } from '../sql/sql-dialect.ts';
import { toSignedDuration, toTemporalText } from '../sql/temporal-text.ts';

/** PostgreSQL reads JSON into its own types itself, but for the times of FEEL with their zones. */
export const toPostgresValues = (values: JsonObject, types: TableColumns): JsonObject =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, toPostgres(value, types.get(name) ?? 'other')]),
  );

function toPostgres(value: JsonValue, kind: ColumnKind): JsonValue {
  if (kind === 'json' || kind === 'other') return value;
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item) => toPostgres(item, kind));
  }
  if (typeof value !== 'string') return value;
  return kind === 'interval' ? toSignedDuration(value) : (toTemporalText(value, kind, 'own') ?? value);
}
