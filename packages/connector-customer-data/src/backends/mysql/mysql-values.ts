import { isJsonObject, type JsonValue, parseJson, stringifyJson } from '@jobwright/connector-sdk';
import type { ColumnKind } from '../sql/sql-dialect.ts';
import { toText } from '../../record/to-text.ts';

/** What the driver gave, as JSON. */
export function fromMysql(value: unknown, kind: ColumnKind): JsonValue {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) {
    return kind === 'boolean' ? value.some((byte) => byte !== 0) : value.toString('base64');
  }
  switch (kind) {
    case 'json':
      return typeof value === 'string' ? parseJson(value) : null;
    case 'boolean':
      return Number(value) !== 0;
    case 'bigint':
    case 'number':
      return toNumber(value);
    case 'time':
      return toText(value).replace(' ', 'T');
    case 'instant':
      return `${toText(value).replace(' ', 'T')}Z`;
    case 'binary':
    case 'other':
      return typeof value === 'number' ? value : toText(value);
    default:
      return kind satisfies never;
  }
}

function toNumber(value: unknown): JsonValue {
  const text = toText(value);
  const number = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}

/** JSON, as the driver takes it for a column. */
export function toMysql(value: JsonValue, kind: ColumnKind): string | number | Buffer | null {
  if (kind === 'json') return value === null ? null : stringifyJson(value);
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (Array.isArray(value) || isJsonObject(value)) return stringifyJson(value);
  const text = toText(value);
  if (kind === 'time' || kind === 'instant') return toTime(text);
  return kind === 'binary' ? Buffer.from(text, 'base64') : text;
}

/** An ISO 8601 time with a zone is written in UTC, which is the zone of the session. */
function toTime(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (parts === null) return text;
  const [, date, time, zone] = parts;
  if (zone === undefined || zone === 'Z') return `${date} ${time}`;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? text : moment.toISOString().replace('T', ' ').replace('Z', '');
}
