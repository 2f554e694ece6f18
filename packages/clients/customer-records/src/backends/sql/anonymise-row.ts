import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseExactJson,
  stringifyExactJson,
} from '@jobwright/json';
import { z } from 'zod';
import type { AnonymiseRequest } from '../backend.ts';
import { maskFields } from '../../record/mask-fields.ts';
import { lockRow, writeRow } from './change-row.ts';
import type { OpenTable } from './open-table.ts';
import type { RowChange } from './row-change.ts';
import { rowNotFoundError } from './row-errors.ts';
import type { anonymisedAnswer } from './stored-answers.ts';

const keptText = z.object({
  column: z.enum(['answer', 'before', 'after', 'payload']),
  id: z.string(),
  value: z.string(),
});

/**
 * Replaces what is personal in the row and masks it wherever the connector kept it: inbox, audit and outbox.
 */
export async function anonymiseRow(
  table: OpenTable,
  { key, replacements }: AnonymiseRequest,
): Promise<RowChange<z.output<typeof anonymisedAnswer>>> {
  const { dialect, session, target } = table;
  const names = Object.keys(replacements);
  const types = await table.needColumns(names);
  const current = await lockRow(table, key, { columns: names, types });
  if (current === undefined) throw rowNotFoundError(target, key);
  const { version, columns } = await writeRow(table, {
    key,
    changes: replacements,
    types,
    stored: current.exact,
  });
  for (const row of await dialect.listKept(session, target.table, String(current.storedKey))) {
    const { column, id, value } = keptText.parse(row);
    const masked = stringifyMasked(value, names);
    if (masked !== value) await dialect.rewriteKept(session, { column, id, value: masked });
  }
  return {
    answer: { key, version, fields: names },
    change: {
      key: current.storedKey,
      versionBefore: current.version,
      versionAfter: version,
      before: current.columns,
      after: columns,
    },
  };
}

const HOLDERS = ['fields', 'previous', 'updated'] as const;

function stringifyMasked(text: string, names: readonly string[]): string {
  const { value, exact } = parseExactJson(text);
  return stringifyExactJson(maskWithin(value, names), exact);
}

/** The fields are at the top, in audit rows, or one level down, in answers and messages. */
function maskWithin(value: JsonValue, names: readonly string[]): JsonValue {
  if (!isJsonObject(value)) return value;
  const masked: JsonObject = maskFields(value, names);
  const inner = HOLDERS.flatMap((holder) => {
    const held = value[holder];
    return isJsonObject(held) && !names.includes(holder) ? [[holder, maskFields(held, names)] as const] : [];
  });
  return { ...masked, ...Object.fromEntries(inner) };
}
