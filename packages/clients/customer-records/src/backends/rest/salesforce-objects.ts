import { type ExactJson, isJsonObject, type JsonObject } from '@jobwright/json';
import { encodePathSegment } from '@jobwright/http-client';
import { z } from 'zod';
import type { SalesforceTarget } from '../backend-target.ts';
import type { RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { answerInvalidError } from './answer-invalid-error.ts';
import { ownMember } from './own-member.ts';
import { readSalesforceReason } from './read-salesforce-reason.ts';
import type { FieldNames } from './record-service.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';
import { serviceRefusedError } from './service-refused-error.ts';

export const SALESFORCE_ID = 'Id';
/** When the record was last changed, by people or by the system. */
export const SALESFORCE_STAMP = 'SystemModstamp';

/** It becomes a part of a path. */
export const salesforceId = z.string().regex(/^\w{1,40}$/);
const row = z.looseObject({ Id: salesforceId, SystemModstamp: z.string() });
const refused = z.object({ success: z.literal(false), errors: z.array(z.unknown()) });

/** The addresses of records of one type, and what is read from them. */
export interface SalesforceObjects {
  readonly dataUrl: string;
  readonly objectUrl: string;
  recordUrl(field: string, key: RecordKey): string;
  readonly send: (request: JsonRequest) => Promise<JsonAnswer>;
  read(field: string, key: RecordKey, fields: FieldNames): Promise<SalesforceRow | undefined>;
  /** What a write left. @throws RecordError `answerInvalid` when the record is not found */
  readBack(id: string, key: RecordKey, fields: FieldNames): Promise<StoredRecord>;
}

export function createSalesforceObjects(
  target: Omit<SalesforceTarget, 'backend'>,
  context: RecordContext,
): SalesforceObjects {
  const { authentication, objectType, keyField } = target;
  const dataUrl = `${target.instanceUrl.replace(/\/+$/, '')}/services/data/${target.apiVersion}`;
  const objectUrl = `${dataUrl}/sobjects/${objectType}`;
  const send = (request: JsonRequest): Promise<JsonAnswer> =>
    sendJson({ ...request, authentication }, context);
  const recordUrl = (field: string, key: RecordKey): string =>
    `${objectUrl}/${field === SALESFORCE_ID ? '' : `${field}/`}${encodePathSegment(key, 'key')}`;
  const read = async (
    field: string,
    key: RecordKey,
    fields: FieldNames,
  ): Promise<SalesforceRow | undefined> => {
    const wanted =
      fields === undefined ? [] : [...new Set([SALESFORCE_ID, SALESFORCE_STAMP, keyField, ...fields])];
    const query = wanted.length === 0 ? '' : `?fields=${wanted.map(encodeURIComponent).join(',')}`;
    const answer = await send({ method: 'GET', url: `${recordUrl(field, key)}${query}` });
    return answer.status === 404
      ? undefined
      : toRow(parseSalesforceAnswer(row, answer), { key, fields, exact: answer.exact });
  };
  return {
    dataUrl,
    objectUrl,
    recordUrl,
    send,
    read,
    async readBack(id, key, fields) {
      const found = await read(SALESFORCE_ID, id, fields);
      if (found === undefined)
        throw answerInvalidError('Salesforce wrote the record but does not find it now');
      return { ...found.record, key };
    },
  };
}

export interface SalesforceRow {
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

export function parseSalesforceAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: JsonAnswer,
): z.output<Schema> {
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
