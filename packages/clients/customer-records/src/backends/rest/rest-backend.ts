import { type ExactJson, exactMember, isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import {
  addQuery,
  hasDotSegment,
  type HeaderLine,
  readHeader,
  toHeaderLines,
  encodePathSegment,
} from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';
import { unescapeToken, type PatchStep, buildJsonPatch } from '../../record/json-patch.ts';
import { isSameJson } from '../../record/merge-patch.ts';
import type { RestTarget } from '../backend-target.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { ownMember } from './own-member.ts';
import type { FieldNames, RecordService } from './record-service.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';
import { createServiceBackend } from './service-backend.ts';
import { serviceRefusedError } from './service-refused-error.ts';
import { toText } from '../../record/to-text.ts';

export type RestOptions = Omit<RestTarget, 'backend'> & {
  readonly patchFormat?: 'mergePatch' | 'jsonPatch' | undefined;
  readonly idempotencyHeader?: string | undefined;
  readonly itemsPath?: string | undefined;
};

export const createRestBackend = (options: RestOptions, context: RecordContext): RecordBackend =>
  createServiceBackend(createRestService(options, context), context);

/** Any service with an address for each record: GET, PATCH, PUT, POST, ETag and If-Match (RFC 9110, 13.1). */
function createRestService(options: RestOptions, context: RecordContext): RecordService {
  const {
    keyField,
    authentication,
    patchFormat = 'mergePatch',
    idempotencyHeader = 'Idempotency-Key',
  } = options;
  const given = toHeaderLines(options.headers ?? {});
  const send = (request: JsonRequest): Promise<JsonAnswer> =>
    sendJson({ ...request, headers: [...given, ...(request.headers ?? [])], authentication }, context);
  const once: HeaderLine = [idempotencyHeader, context.idempotencyKey];
  const buildUrl = (key: RecordKey): string =>
    options.recordUrl.replace('{key}', () => encodePathSegment(key, 'key'));
  const collectionUrl = options.collectionUrl ?? options.recordUrl.replace(/\/?\{key\}.*$/s, '');

  const read = async (key: RecordKey, fields: FieldNames): Promise<StoredRecord | undefined> => {
    const answer = await send({ method: 'GET', url: buildUrl(key) });
    if (answer.status === 404 || answer.status === 410) return undefined;
    return toRecord(expectGood(answer), { key, fields });
  };

  /** What a write left: its answer where it holds the record, else what is read. */
  const readWritten = async (answer: JsonAnswer, key: RecordKey): Promise<StoredRecord> => {
    const hasRecord = isJsonObject(answer.body) && readHeader(answer.headers, 'ETag') !== undefined;
    const record = hasRecord ? toRecord(answer, { key, fields: undefined }) : await read(key, undefined);
    if (record !== undefined) return record;
    throw answerInvalidError('The service wrote the customer but does not find it now');
  };

  return {
    read,
    isSame: isSameJson,

    async find(field, value, fields) {
      const query = addQuery(collectionUrl, [[field, String(value)]]);
      const { body } = expectGood(await send({ method: 'GET', url: query }));
      const items = findItems(body, options.itemsPath);
      // A service that does not know the parameter gives everybody.
      const fitting = items.filter((item) => toText(ownMember(item, field)) === String(value)).slice(0, 2);
      const records = fitting.map((item) =>
        toRecord({ status: 200, headers: {}, body: item }, { keyField, fields }),
      );
      const [only, ...others] = records;
      if (only === undefined || others.length > 0) return records;
      const whole = await read(only.key, fields);
      return whole === undefined ? [] : [whole];
    },

    async create(key, values) {
      const body = key === undefined ? values : { ...values, [keyField]: toJsonKey(key) };
      const answer = expectGood(await send({ method: 'POST', url: collectionUrl, body, headers: [once] }));
      const named = isJsonObject(answer.body) ? ownMember(answer.body, keyField) : undefined;
      const made = readKey(named) ?? key ?? readLastSegment(readHeader(answer.headers, 'Location'));
      if (made === undefined || isUnusable(made))
        throw answerInvalidError(`The response has no key in ${keyField} or in Location`);
      return readWritten(answer, made);
    },

    async patch({ record, changes, merged }) {
      const condition: readonly HeaderLine[] =
        record.version === null ? [] : [['If-Match', String(record.version)]];
      const steps = buildJsonPatch(pickPresent(record.fields, changes), merged);
      const isMerge = patchFormat === 'mergePatch';
      const answer = await send({
        method: 'PATCH',
        url: buildUrl(record.key),
        body: isMerge ? changes : listSteps(steps),
        stored: isMerge ? record.exact : listStored(steps, record.exact),
        contentType: isMerge ? 'application/merge-patch+json' : 'application/json-patch+json',
        headers: [...condition, once],
      });
      if (answer.status === 412) return undefined;
      return readWritten(expectGood(answer), record.key);
    },

    async put(key, values) {
      const answer = await send({
        method: 'PUT',
        url: buildUrl(key),
        body: { ...values, [keyField]: toJsonKey(key) },
        headers: [['If-None-Match', '*'], once],
      });
      if (answer.status === 412) return undefined;
      return { record: await readWritten(expectGood(answer), key), created: answer.status === 201 };
    },
  };
}

function expectGood(answer: JsonAnswer): JsonAnswer {
  if (answer.status < 300) return answer;
  throw serviceRefusedError(answer, { details: {} });
}

type Naming = { readonly fields: FieldNames } & ({ readonly key: RecordKey } | { readonly keyField: string });

const listSteps = (steps: readonly PatchStep[]): JsonValue => steps.map((step): JsonObject => ({ ...step }));

/** For each step what is there now, as the step has it. */
const listStored = (steps: readonly PatchStep[], stored: ExactJson | undefined): ExactJson =>
  steps.map(({ path }): ExactJson => {
    const names = path.split('/').slice(1);
    const held = names.reduce(
      (value: ExactJson | undefined, name) => exactMember(value, unescapeToken(name)),
      stored,
    );
    return held === undefined ? {} : { value: held };
  });

function toRecord({ headers, body, exact }: JsonAnswer, naming: Naming): StoredRecord {
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

function findItems(body: JsonValue, path: string | undefined): readonly JsonObject[] {
  let current: JsonValue | undefined = body;
  for (const name of path?.split('.') ?? []) {
    current = isJsonObject(current) && Object.hasOwn(current, name) ? current[name] : undefined;
  }
  if (!Array.isArray(current))
    throw answerInvalidError('The response contains no list of customers; set its path');
  return current.filter(isJsonObject);
}

/** RFC 6902 tells adding from replacing: null may stand for a field that is not there. */
const pickPresent = (fields: JsonObject, names: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(names).flatMap((name) => {
      const value = fields[name];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );

const readKey = (value: JsonValue | undefined): RecordKey | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? value : undefined;

/** Keys that a service names become a part of an address too. */
const isUnusable = (key: RecordKey): boolean => key === '' || hasDotSegment(String(key));

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

const toJsonKey = (key: RecordKey): JsonValue => key;

const answerInvalidError = (message: string): RecordError =>
  new RecordError({ failure: { kind: 'answerInvalid' }, message });
