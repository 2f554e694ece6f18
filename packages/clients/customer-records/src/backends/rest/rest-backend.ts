import { type ExactJson, exactMember, type JsonObject, type JsonValue } from '@jobwright/json';
import { addQuery, type HeaderLine } from '@jobwright/http-client';
import { unescapeToken, type PatchStep, buildJsonPatch } from '../../record/json-patch.ts';
import { isSameJson } from '../../record/merge-patch.ts';
import type { RecordBackend, RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { ownMember } from './own-member.ts';
import type { FieldNames, PatchRequest, RecordService } from './record-service.ts';
import { expectGood, findItems, readCreatedKey, toRestRecord } from './rest-record.ts';
import type { JsonRequest } from './send-json.ts';
import { createRestCollection, type RestOptions } from './rest-collection.ts';
import { createServiceBackend } from './service-backend.ts';
import { toText } from '../../record/to-text.ts';

export const createRestBackend = (options: RestOptions, context: RecordContext): RecordBackend =>
  createServiceBackend(createRestService(options, context), context);

/** Any service with an address for each record: GET, PATCH, PUT, POST, ETag and If-Match (RFC 9110, 13.1). */
function createRestService(options: RestOptions, context: RecordContext): RecordService {
  const { keyField, patchFormat = 'mergePatch' } = options;
  const { send, collectionUrl, recordUrl, once, read, readWritten } = createRestCollection(options, context);
  return {
    read,
    isSame: isSameJson,

    async find(field, value, fields) {
      const url = addQuery(collectionUrl, [[field, String(value)]]);
      const { body } = expectGood(await send({ method: 'GET', url }));
      const fitting = findFitting(body, { field, value, fields, options });
      const [only, ...others] = fitting;
      if (only === undefined || others.length > 0) return fitting;
      const whole = await read(only.key, fields);
      return whole === undefined ? [] : [whole];
    },

    async create(key, values) {
      const body = key === undefined ? values : { ...values, [keyField]: toJsonKey(key) };
      const answer = expectGood(await send({ method: 'POST', url: collectionUrl, body, headers: [once] }));
      return readWritten(answer, readCreatedKey(answer, keyField, key));
    },

    async patch(request) {
      const { key, version } = request.record;
      const condition: readonly HeaderLine[] = version === null ? [] : [['If-Match', String(version)]];
      const answer = await send({
        method: 'PATCH',
        url: recordUrl(key),
        ...buildPatch(request, patchFormat),
        headers: [...condition, once],
      });
      if (answer.status === 412) return undefined;
      return readWritten(expectGood(answer), key);
    },

    async put(key, values) {
      const answer = await send({
        method: 'PUT',
        url: recordUrl(key),
        body: { ...values, [keyField]: toJsonKey(key) },
        headers: [['If-None-Match', '*'], once],
      });
      if (answer.status === 412) return undefined;
      return { record: await readWritten(expectGood(answer), key), created: answer.status === 201 };
    },
  };
}

interface Search {
  readonly field: string;
  readonly value: RecordKey;
  readonly fields: FieldNames;
  readonly options: RestOptions;
}

/** At most two. A service that does not know the parameter gives everybody. */
const findFitting = (
  body: JsonValue,
  { field, value, fields, options: { itemsPath, keyField } }: Search,
): readonly StoredRecord[] =>
  findItems(body, itemsPath)
    .filter((item) => toText(ownMember(item, field)) === String(value))
    .slice(0, 2)
    .map((item) => toRestRecord({ status: 200, headers: {}, body: item }, { keyField, fields }));

function buildPatch(
  { record, changes, merged }: PatchRequest,
  format: 'mergePatch' | 'jsonPatch',
): Pick<JsonRequest, 'body' | 'stored' | 'contentType'> {
  if (format === 'mergePatch')
    return { body: changes, stored: record.exact, contentType: 'application/merge-patch+json' };
  const steps = buildJsonPatch(pickPresent(record.fields, changes), merged);
  return {
    body: steps.map((step): JsonObject => ({ ...step })),
    stored: listStored(steps, record.exact),
    contentType: 'application/json-patch+json',
  };
}

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

/** RFC 6902 tells adding from replacing: null may stand for a field that is not there. */
const pickPresent = (fields: JsonObject, names: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(names).flatMap((name) => {
      const value = fields[name];
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );

const toJsonKey = (key: RecordKey): JsonValue => key;
