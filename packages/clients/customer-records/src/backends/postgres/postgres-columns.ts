import { z } from 'zod';
import { quoteTable } from '../sql/identifier.ts';
import type { ColumnKind, SqlSession, TableColumns } from '../sql/sql-dialect.ts';

const columnRow = z.object({ name: z.string().nullable(), type: z.string().nullable() });

/** Of a domain the type below it counts. Undefined: there is no such table, or the user may not see it. */
export async function listPostgresColumns(
  session: SqlSession,
  table: string,
): Promise<TableColumns | undefined> {
  const rows = await session.query(
    `select attribute.attname::text as name, coalesce(nullif(type.typbasetype, 0), type.oid)::regtype::text as type
     from (select to_regclass($1) as id) named
     left join pg_attribute attribute
       on attribute.attrelid = named.id and attribute.attnum > 0 and not attribute.attisdropped
     left join pg_type type on type.oid = attribute.atttypid
     where named.id is not null`,
    [quoteTable(table)],
  );
  if (rows.length === 0) return undefined;
  return new Map(
    z
      .array(columnRow)
      .parse(rows)
      .map(({ name, type }) => [name ?? '', findKind(type ?? '')]),
  );
}

const KINDS: ReadonlyMap<string, ColumnKind> = new Map([
  ['json', 'json'],
  ['jsonb', 'json'],
  ['timestamp with time zone', 'instant'],
  ['timestamp without time zone', 'dateTime'],
  ['date', 'date'],
  ['time without time zone', 'time'],
  ['time with time zone', 'zonedTime'],
  ['interval', 'interval'],
]);

/** Of a list, what is in it. */
function findKind(type: string): ColumnKind {
  const inner = type.replace(/(\[\])+$/, '');
  const kind = KINDS.get(inner) ?? 'other';
  return kind === 'json' && inner !== type ? 'jsonList' : kind;
}
