import { type ExactJson, isJsonObject, type JsonObject } from '@jobwright/json';
import { type HeaderLine, encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import { isSameJson } from '../../record/merge-patch.ts';
import { recordInvalidError } from '../../record/record-invalid-error.ts';
import { toText } from '../../record/to-text.ts';
import type { SalesforceTarget } from '../backend-target.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { ownMember } from './own-member.ts';
import type { FieldNames } from './record-service.ts';
import { readSalesforceReason } from './read-salesforce-reason.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';
import { createServiceBackend } from './service-backend.ts';
import { serviceRefusedError } from './service-refused-error.ts';
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
  const buildUrl = (field: string, key: RecordKey): string =>
    `${objectUrl}/${field === ID ? '' : `${field}/`}${encodePathSegment(key, 'key')}`;

  const readBy = async (
    field: string,
    key: RecordKey,
    fields: FieldNames,
  ): Promise<SalesforceRow | undefined> => {
    const wanted = fields === undefined ? [] : [...new Set([ID, STAMP, keyField, ...fields])];
    const query = wanted.length === 0 ? '' : `?fields=${wanted.map(encodeURIComponent).join(',')}`;
    const answer = await send({ method: 'GET', url: `${buildUrl(field, key)}${query}` });
    return answer.status === 404
      ? undefined
      : toRow(parse(row, answer), { key, fields, exact: answer.exact });
  };
  const readBack = async (id: string, key: RecordKey, fields: FieldNames): Promise<StoredRecord> => {
    const found = await readBy(ID, id, fields);
    if (found === undefined) throw answerInvalidError('Salesforce wrote the record but does not find it now');
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
        const soql = `SELECT Id FROM ${objectType} WHERE ${field} = ${quoteLiteral(value)} LIMIT 2`;
        const answer = await send({ method: 'GET', url: `${dataUrl}/query?q=${encodeURIComponent(soql)}` });
        const { records } = parse(queried, answer);
        const found = await Promise.all(records.map(({ Id }) => readBy(ID, Id, fields)));
        return found.flatMap((each) => (each === undefined ? [] : [each.record]));
      },

      async create(key, values) {
        const fields = buildBody(values, { left: [] });
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
          url: buildUrl(ID, id),
          body: buildBody(merged, { left: OWN }),
          stored: record.exact,
          headers: since,
        });
        if (answer.status === 412) return undefined;
        if (answer.status >= 300) throw serviceRefusedError(answer, readSalesforceReason(answer));
        return readBack(id, record.key, Object.keys(merged));
      },

      async put(key, values) {
        if (keyField === ID) throw keyNotWritableError();
        const body = buildBody(values, { left: [keyField], key });
        const answer = await send({ method: 'PATCH', url: buildUrl(keyField, key), body });
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
  if (answer.status === 300) throw serviceRefusedError(answer, { refusal: 'notUnique', details: {} });
  const isRefused = answer.status < 300 && refused.safeParse(answer.body).success;
  if (answer.status > 300 || isRefused) {
    const reason = readSalesforceReason(answer);
    throw serviceRefusedError(
      answer,
      isRefused ? { ...reason, refusal: reason.refusal ?? 'rejected' } : reason,
    );
  }
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  throw answerInvalidError(`The answer (status ${answer.status}) is not what the Salesforce API specifies`);
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

const answerInvalidError = (message: string): RecordError =>
  new RecordError({ failure: { kind: 'answerInvalid' }, message });

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
