import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { hasDotSegment, readHeader } from '@jobwright/http-client';
import type { RecordKey, StoredRecord } from '../backend.ts';
import { answerInvalidError } from './answer-invalid-error.ts';
import { ownMember } from './own-member.ts';
import type { FieldNames } from './record-service.ts';
import type { JsonAnswer } from './send-json.ts';
import { serviceRefusedError } from './service-refused-error.ts';

export function expectGood(answer: JsonAnswer): JsonAnswer {
  if (answer.status < 300) return answer;
  throw serviceRefusedError(answer, { details: {} });
}

type Naming = { readonly fields: FieldNames } & ({ readonly key: RecordKey } | { readonly keyField: string });

/** A record as a service returned it. @throws RecordError `answerInvalid` */
export function toRestRecord({ headers, body, exact }: JsonAnswer, naming: Naming): StoredRecord {
  if (!isJsonObject(body)) throw answerInvalidError('The response contains no JSON object');
  const key = 'key' in naming ? naming.key : readKey(ownMember(body, naming.keyField));
  if (key === undefined || isUnusable(key))
    throw answerInvalidError('A customer in the response has no usable key');
  const { fields } = naming;
  return {
    key,
    version: readHeader(headers, 'ETag') ?? null,
    exact,
    fields:
      fields === undefined
        ? body
        : Object.fromEntries(fields.map((name) => [name, ownMember(body, name) ?? null])),
  };
}

/** The records of a list, which stands at a path in the body. @throws RecordError `answerInvalid` */
export function findItems(body: JsonValue, path: string | undefined): readonly JsonObject[] {
  let current: JsonValue | undefined = body;
  for (const name of path?.split('.') ?? []) {
    current = isJsonObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  if (!Array.isArray(current))
    throw answerInvalidError('The response contains no list of customers; set its path');
  return current.filter(isJsonObject);
}

const readKey = (value: JsonValue | undefined): RecordKey | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? value : undefined;

/** Keys that a service names become a part of an address too. */
const isUnusable = (key: RecordKey): boolean => key === '' || hasDotSegment(String(key));

/**
 * The key of a record that was created: as the service names it, as it was given, or from the address of the
 * record.
 */
export function readCreatedKey(answer: JsonAnswer, keyField: string, key: RecordKey | undefined): RecordKey {
  const named = isJsonObject(answer.body) ? ownMember(answer.body, keyField) : undefined;
  const created = readKey(named) ?? key ?? readLastSegment(readHeader(answer.headers, 'Location'));
  if (created !== undefined && !isUnusable(created)) return created;
  throw answerInvalidError(`The response has no key in ${keyField} or in Location`);
}

/** Of an address that a service names. */
function readLastSegment(address: string | undefined): string | undefined {
  const segment = address?.split('/').findLast((part) => part !== '');
  if (segment === undefined) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
