import {
  type ExactDocument,
  type ExactJson,
  isJsonObject,
  type JsonValue,
  parseExactJson,
  stringifyExactJson,
  stringifyJson,
  toProcessNumber,
} from '@jobwright/json';
import { valueRejectedError } from '../sql/refused-columns.ts';
import type { ColumnKind } from '../sql/sql-dialect.ts';
import { toTemporalText } from '../sql/temporal-text.ts';
import { toText } from '../../record/to-text.ts';
import { toClockDuration } from './to-clock-duration.ts';

/** Converts a value from the driver to JSON, with all its digits. */
export function fromMysql(value: unknown, kind: ColumnKind): ExactDocument {
  if (kind === 'json' && typeof value === 'string') return parseExactJson(value);
  const scalar = toScalar(value, kind);
  return { value: scalar, exact: scalar };
}

type Scalar = null | boolean | number | bigint | string;

function toScalar(value: unknown, kind: ColumnKind): Scalar {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) {
    return kind === 'boolean' ? value.some((byte) => byte !== 0) : value.toString('base64');
  }
  switch (kind) {
    case 'json':
    case 'jsonList':
      return null;
    case 'boolean':
      return toBoolean(Number(value));
    case 'float':
      return toProcessNumber(String(typeof value === 'number' ? shortenFloat(value) : toText(value)));
    case 'number':
      return toProcessNumber(toText(value));
    case 'dateTime':
      return toText(value).replace(' ', 'T');
    case 'instant':
      return `${toText(value).replace(' ', 'T')}Z`;
    case 'date':
    case 'time':
    case 'zonedTime':
    case 'interval':
    case 'binary':
    case 'other':
      return typeof value === 'number' ? value : toText(value);
    default:
      return kind satisfies never;
  }
}

/** A tinyint(1) may hold more than MySQL's boolean, which is nothing else. */
const toBoolean = (value: number): boolean | number => (value === 0 || value === 1 ? value === 1 : value);

const FLOAT_DIGITS = [6, 7, 8];
const LARGEST_FLOAT = 3.4028234663852886e38;

/**
 * A float of four bytes comes as one of eight: the shortest number that is the same float, and not beyond the
 * largest.
 */
function shortenFloat(value: number): number {
  const shorter = FLOAT_DIGITS.map((count) => Number(value.toPrecision(count)));
  return shorter.find((each) => Math.fround(each) === value && Math.abs(each) <= LARGEST_FLOAT) ?? value;
}

interface MysqlColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** What the column holds. */
  readonly stored?: ExactJson | undefined;
}

/** Converts JSON to a value for the driver. */
export function toMysql(
  value: JsonValue,
  { name, kind, stored }: MysqlColumn,
): string | number | Buffer | null {
  if (value === null) return null;
  if (kind === 'json') return stringifyExactJson(value, stored);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (Array.isArray(value) || isJsonObject(value)) return stringifyJson(value);
  const text = toText(value);
  if (kind === 'binary') return parseBase64(text, name);
  if (kind === 'time') return toClockDuration(text) ?? toTemporalText(text, kind, 'utc') ?? text;
  if (kind === 'instant' || kind === 'dateTime')
    return toTemporalText(text, kind, 'utc') ?? normaliseTime(text);
  return toTemporalText(text, kind, 'utc') ?? text;
}

/** For values that are not dates, such as 0000-00-00. */
const normaliseTime = (text: string): string =>
  text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)Z?$/, '$1 $2');

function parseBase64(text: string, name: string): Buffer {
  if (/^[\w+/-]*={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  throw valueRejectedError(name, 'holds bytes, and the value is not base64');
}
