import { status } from '@grpc/grpc-js';
import { toErrorMessage } from '@jobwright/concurrency';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@jobwright/json';
import type { Key } from '../../core/commands.ts';
import { StatusError } from './status-error.ts';

const PARTITION_BITS = 51n;
const PARTITION = 1n;
const MAX_QUOTED_CHARACTERS = 200;

/** Keys carry their partition in the upper bits; there is one partition here. */
export function checkKey(key: string): Key {
  const partition = BigInt.asIntN(64, BigInt(key)) >> PARTITION_BITS;
  if (partition === PARTITION) return key;
  throw new StatusError(
    status.UNAVAILABLE,
    `Expected to execute command on partition ${partition}, but either it does not exist, or the gateway is not yet aware of it`,
  );
}

function nameOf(value: Exclude<JsonValue, JsonObject | null>): string {
  if (Array.isArray(value)) return 'ARRAY';
  if (typeof value === 'number') return Number.isInteger(value) ? 'INTEGER' : 'FLOAT';
  return typeof value === 'bigint' ? 'INTEGER' : typeof value === 'string' ? 'STRING' : 'BOOLEAN';
}

function parseOrThrow(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    const quoted = text.length > MAX_QUOTED_CHARACTERS ? `${text.slice(0, MAX_QUOTED_CHARACTERS)}...` : text;
    const reason = toErrorMessage(error);
    throw new StatusError(status.INVALID_ARGUMENT, `Invalid JSON value: ${quoted}\n at [${reason}]`);
  }
}

/**
 * Variables as the gateway takes them: empty text and `null` are no variables, anything else must be an
 * object.
 */
export function parseVariables(text: string): JsonObject {
  if (text.trim() === '') return {};
  const value = parseOrThrow(text);
  if (value === null) return {};
  if (isJsonObject(value)) return value;
  throw new StatusError(
    status.INVALID_ARGUMENT,
    `Property 'variables' is invalid: Expected document to be a root level object, but was '${nameOf(value)}'`,
  );
}
