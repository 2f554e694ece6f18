import type { JsonObject } from '@jobwright/json';
import type { HeaderLine } from '@jobwright/http-client';
import { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import { isSameJson } from '../../record/merge-patch.ts';
import { recordInvalidError } from '../../record/record-invalid-error.ts';
import { toText } from '../../record/to-text.ts';
import type { SalesforceTarget } from '../backend-target.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { answerInvalidError } from './answer-invalid-error.ts';
import { readSalesforceReason } from './read-salesforce-reason.ts';
import type { FieldNames, RecordService } from './record-service.ts';
import {
  createSalesforceObjects,
  parseSalesforceAnswer,
  SALESFORCE_ID,
  SALESFORCE_STAMP,
  salesforceId,
  type SalesforceObjects,
} from './salesforce-objects.ts';
import { createServiceBackend } from './service-backend.ts';
import { serviceRefusedError } from './service-refused-error.ts';
import { isSameServiceValue, toServiceValue } from './service-value.ts';

/** What is read with every record, and nobody may write. */
const OWN = [SALESFORCE_ID, SALESFORCE_STAMP, 'attributes'];

const saved = z.object({ id: salesforceId, success: z.boolean(), created: z.boolean().optional() });
const queried = z.object({ records: z.array(z.object({ Id: salesforceId })) });

/**
 * Contacts of Salesforce, https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest. Contacts
 * have no ETag: a version is the time of the last change, sent as `If-Unmodified-Since`, which counts whole
 * seconds.
 */
export const createSalesforceBackend = (
  target: Omit<SalesforceTarget, 'backend'>,
  context: RecordContext,
): RecordBackend =>
  createServiceBackend(createSalesforceService(createSalesforceObjects(target, context), target), context);

function createSalesforceService(
  objects: SalesforceObjects,
  { keyField, objectType }: Pick<SalesforceTarget, 'keyField' | 'objectType'>,
): RecordService {
  const { send } = objects;
  /** Ids of what was read, by key: writing by an external id would make a record that has gone. */
  const ids = new Map<RecordKey, string>();
  return {
    isSame: (stored, written) => {
      const value = toServiceValue(written);
      return isSameJson(stored ?? null, value) || isSameServiceValue(stored ?? null, value, written);
    },

    async read(key, fields) {
      const found = await objects.read(keyField, key, fields);
      if (found !== undefined) ids.set(key, found.id);
      return found?.record;
    },

    find: (field, value, fields) => query(objects, objectType, { field, value, fields }),

    async create(key, values) {
      const fields = buildBody(values, { left: [] });
      const body = key === undefined || keyField === SALESFORCE_ID ? fields : { ...fields, [keyField]: key };
      const answer = await send({ method: 'POST', url: objects.objectUrl, body });
      const { id } = parseSalesforceAnswer(saved, answer);
      const ownKey = keyField === SALESFORCE_ID || key === undefined ? id : key;
      return objects.readBack(id, ownKey, Object.keys(values));
    },

    async patch({ record, merged }) {
      const id = keyField === SALESFORCE_ID ? String(record.key) : (ids.get(record.key) ?? '');
      const since: readonly HeaderLine[] =
        record.version === null ? [] : [['If-Unmodified-Since', toHttpDate(String(record.version))]];
      const answer = await send({
        method: 'PATCH',
        url: objects.recordUrl(SALESFORCE_ID, id),
        body: buildBody(merged, { left: OWN }),
        stored: record.exact,
        headers: since,
      });
      if (answer.status === 412) return undefined;
      if (answer.status >= 300) throw serviceRefusedError(answer, readSalesforceReason(answer));
      return objects.readBack(id, record.key, Object.keys(merged));
    },

    async put(key, values) {
      if (keyField === SALESFORCE_ID) throw keyNotWritableError();
      const body = buildBody(values, { left: [keyField], key });
      const answer = await send({ method: 'PATCH', url: objects.recordUrl(keyField, key), body });
      const { id, created = answer.status === 201 } = parseSalesforceAnswer(saved, answer);
      return { record: await objects.readBack(id, key, Object.keys(values)), created };
    },
  };
}

interface Search {
  readonly field: string;
  readonly value: RecordKey;
  readonly fields: FieldNames;
}

async function query(
  objects: SalesforceObjects,
  objectType: string,
  { field, value, fields }: Search,
): Promise<readonly StoredRecord[]> {
  if (!/^\w+$/.test(field)) throw fieldNameInvalidError(field);
  const soql = `SELECT Id FROM ${objectType} WHERE ${field} = ${quoteLiteral(value)} LIMIT 2`;
  const url = `${objects.dataUrl}/query?q=${encodeURIComponent(soql)}`;
  const { records } = parseSalesforceAnswer(queried, await objects.send({ method: 'GET', url }));
  const found = await Promise.all(records.map(({ Id }) => objects.read(SALESFORCE_ID, Id, fields)));
  return found.flatMap((each) => (each === undefined ? [] : [each.record]));
}

/** Salesforce refuses a field that the address names already, and its own fields. */
function buildBody(
  values: JsonObject,
  { left, key }: { readonly left: readonly string[]; readonly key?: RecordKey },
): JsonObject {
  const isLeft = (name: string): boolean => left.some((each) => each.toLowerCase() === name.toLowerCase());
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (!isLeft(name)) return [[name, toServiceValue(value)]];
      if (key !== undefined && toText(value) !== String(key)) throw otherKeyError(name);
      return [];
    }),
  );
}

/** SOQL has no parameters: a text is quoted, with its quotes and backslashes escaped. */
const quoteLiteral = (value: RecordKey): string =>
  typeof value === 'string'
    ? `'${value
        .replaceAll('\\', '\\\\')
        .replaceAll("'", "\\'")
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')}'`
    : String(value);

function toHttpDate(stamp: string): string {
  const moment = new Date(stamp.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  if (Number.isNaN(moment.getTime()))
    throw answerInvalidError('The version is not a time as Salesforce returns it');
  return moment.toUTCString();
}

const fieldNameInvalidError = (field: string): RecordError =>
  new RecordError({
    failure: { kind: 'fieldNameInvalid', field },
    message: 'The name of a field has letters, digits and _ only',
  });

const otherKeyError = (field: string): RecordError =>
  recordInvalidError([{ path: field, message: 'is not the key' }]);

const keyNotWritableError = (): RecordError =>
  new RecordError({
    failure: { kind: 'keyNotWritable' },
    message:
      'Salesforce assigns ids itself: upsert needs an external id as key field, such as Customer_Number__c',
  });
