import { type ExactJson, isJsonObject, type JsonObject } from '@jobwright/connector-sdk';
import { type HeaderLine, encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import { isSameJson } from '../../record/merge-patch.ts';
import { recordInvalid } from '../../record/record-problems.ts';
import { toText } from '../../record/to-text.ts';
import type { SalesforceTarget } from '../backend-target.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { ownMember } from './own-member.ts';
import type { FieldNames } from './record-service.ts';
import { toSalesforceReason } from './salesforce-reasons.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';
import { createServiceBackend } from './service-backend.ts';
import { toServiceFailure } from './service-failure.ts';
import { isSameServiceValue, toServiceValue } from './service-value.ts';

const ID = 'Id';
/** When the record was last changed, by people or by the system. */
const STAMP = 'SystemModstamp';
/** What is read with every record, and nobody may write. */
const OWN = [ID, STAMP, 'attributes'];

/** It becomes a part of a path. */
const recordId = z.string().regex(/^\w{1,40}$/);
const row = z.looseObject({ Id: recordId, SystemModstamp: z.string() });
const saved = z.object({ id: recordId, success: z.boolean(), created: z.boolean().optional() });
const queried = z.object({ records: z.array(z.object({ Id: recordId })) });
const refused = z.object({ success: z.literal(false), errors: z.array(z.unknown()) });

/**
 * Contacts of Salesforce, https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest. Contacts have no ETag: a
 * version is the time of the last change, sent as `If-Unmodified-Since`, which counts whole seconds.
 */
export function createSalesforceBackend(
  target: Omit<SalesforceTarget, 'backend'>,
  context: RecordContext,
): RecordBackend {
  const { authentication, objectType, keyField } = target;
  const dataUrl = `${target.instanceUrl.replace(/\/+$/, '')}/services/data/${target.apiVersion}`;
  const objectUrl = `${dataUrl}/sobjects/${objectType}`;
  const send = (request: JsonRequest): Promise<JsonAnswer> =>
    sendJson({ ...request, authentication }, context);
  const toPath = (field: string, key: RecordKey): string =>
    `${objectUrl}/${field === ID ? '' : `${field}/`}${encodePathSegment(key, 'key')}`;

  const readBy = async (
    field: string,
    key: RecordKey,
    fields: FieldNames,
  ): Promise<SalesforceRow | undefined> => {
    const wanted = fields === undefined ? [] : [...new Set([ID, STAMP, keyField, ...fields])];
    const query = wanted.length === 0 ? '' : `?fields=${wanted.map(encodeURIComponent).join(',')}`;
    const answer = await send({ method: 'GET', url: `${toPath(field, key)}${query}` });
    return answer.status === 404
      ? undefined
      : toRow(parse(row, answer), { key, fields, exact: answer.exact });
  };
  const readBack = async (id: string, key: RecordKey, fields: FieldNames): Promise<StoredRecord> => {
    const found = await readBy(ID, id, fields);
    if (found === undefined) throw answerInvalidError('Salesforce wrote the record and does not find it now');
    return { ...found.record, key };
  };
  /** Ids of what was read, by key: writing by an external id would make a record that has gone. */
  const ids = new Map<RecordKey, string>();

  return createServiceBackend(
    {
      isSame: (stored, written) => {
        const value = toServiceValue(written);
        return isSameJson(stored ?? null, value) || isSameServiceValue(stored ?? null, value, written);
      },

      async read(key, fields) {
        const found = await readBy(keyField, key, fields);
        if (found !== undefined) ids.set(key, found.id);
        return found?.record;
      },

      async find(field, value, fields) {
        if (!/^\w+$/.test(field)) throw fieldNameInvalidError(field);
        const soql = `SELECT Id FROM ${objectType} WHERE ${field} = ${toLiteral(value)} LIMIT 2`;
        const answer = await send({ method: 'GET', url: `${dataUrl}/query?q=${encodeURIComponent(soql)}` });
        const { records } = parse(queried, answer);
        const found = await Promise.all(records.map(({ Id }) => readBy(ID, Id, fields)));
        return found.flatMap((each) => (each === undefined ? [] : [each.record]));
      },

      async create(key, values) {
        const fields = toBody(values, { left: [] });
        const body = key === undefined || keyField === ID ? fields : { ...fields, [keyField]: key };
        const { id } = parse(saved, await send({ method: 'POST', url: objectUrl, body }));
        return readBack(id, keyField === ID || key === undefined ? id : key, Object.keys(values));
      },

      async patch({ record, merged }) {
        const id = keyField === ID ? String(record.key) : (ids.get(record.key) ?? '');
        const since: readonly HeaderLine[] =
          record.version === null ? [] : [['If-Unmodified-Since', toHttpDate(String(record.version))]];
        const answer = await send({
          method: 'PATCH',
          url: toPath(ID, id),
          body: toBody(merged, { left: OWN }),
          stored: record.exact,
          headers: since,
        });
        if (answer.status === 412) return undefined;
        if (answer.status >= 300) throw toServiceFailure(answer, toSalesforceReason(answer));
        return readBack(id, record.key, Object.keys(merged));
      },

      async put(key, values) {
        if (keyField === ID) throw keyNotWritableError();
        const body = toBody(values, { left: [keyField], key });
        const answer = await send({ method: 'PATCH', url: toPath(keyField, key), body });
        const { id, created } = parse(saved, answer);
        return {
          record: await readBack(id, key, Object.keys(values)),
          created: created ?? answer.status === 201,
        };
      },
    },
    context,
  );
}

interface SalesforceRow {
  readonly id: string;
  readonly record: StoredRecord;
}

function toRow(
  { Id, SystemModstamp, ...rest }: z.output<typeof row>,
  {
    key,
    fields,
    exact,
  }: { readonly key: RecordKey; readonly fields: FieldNames; readonly exact: ExactJson | undefined },
): SalesforceRow {
  const all: JsonObject = isJsonObject(rest) ? { Id, SystemModstamp, ...rest } : {};
  const wanted = fields ?? Object.keys(all).filter((name) => name !== 'attributes');
  return {
    id: Id,
    record: {
      key,
      version: SystemModstamp,
      exact,
      fields: Object.fromEntries(wanted.map((name) => [name, ownMember(all, name) ?? null])),
    },
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, answer: JsonAnswer): z.output<Schema> {
  if (answer.status === 300) throw toServiceFailure(answer, { refusal: 'notUnique', details: {} });
  const isRefused = answer.status < 300 && refused.safeParse(answer.body).success;
  if (answer.status > 300 || isRefused) {
    const reason = toSalesforceReason(answer);
    throw toServiceFailure(answer, isRefused ? { ...reason, refusal: reason.refusal ?? 'rejected' } : reason);
  }
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw answerInvalidError(`The answer (status ${answer.status}) is not what the API of Salesforce says`);
}

/** Salesforce refuses a field that the address names already, and its own fields. */
function toBody(
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
const toLiteral = (value: RecordKey): string =>
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
    throw answerInvalidError('The version is not a time such as Salesforce gives');
  return moment.toUTCString();
}

const answerInvalidError = (message: string): RecordError =>
  new RecordError({ failure: { kind: 'answerInvalid' }, message });

const fieldNameInvalidError = (field: string): RecordError =>
  new RecordError({
    failure: { kind: 'fieldNameInvalid', field },
    message: 'The name of a field has letters, digits and _ only',
  });

const otherKeyError = (field: string): RecordError =>
  recordInvalid([{ path: field, message: 'is not the key' }]);

const keyNotWritableError = (): RecordError =>
  new RecordError({
    failure: { kind: 'keyNotWritable' },
    message:
      'Salesforce gives ids itself: upsert needs an external id as key field, such as Customer_Number__c',
  });
