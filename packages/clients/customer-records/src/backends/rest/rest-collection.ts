import { isJsonObject } from '@jobwright/json';
import { encodePathSegment, type HeaderLine, readHeader, toHeaderLines } from '@jobwright/http-client';
import type { RestTarget } from '../backend-target.ts';
import type { RecordKey, StoredRecord } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { answerInvalidError } from './answer-invalid-error.ts';
import type { FieldNames } from './record-service.ts';
import { expectGood, toRestRecord } from './rest-record.ts';
import { type JsonAnswer, type JsonRequest, sendJson } from './send-json.ts';

export type RestOptions = Omit<RestTarget, 'backend'> & {
  readonly patchFormat?: 'mergePatch' | 'jsonPatch' | undefined;
  readonly idempotencyHeader?: string | undefined;
  readonly itemsPath?: string | undefined;
};

/** Addresses of records and of their collection, and what is read from them. */
export interface RestCollection {
  readonly collectionUrl: string;
  readonly recordUrl: (key: RecordKey) => string;
  /** The header by which the service recognizes a repeated write. */
  readonly once: HeaderLine;
  readonly send: (request: JsonRequest) => Promise<JsonAnswer>;
  readonly read: (key: RecordKey, fields: FieldNames) => Promise<StoredRecord | undefined>;
  /** What a write left: its answer if that has the record, otherwise what is read. */
  readonly readWritten: (answer: JsonAnswer, key: RecordKey) => Promise<StoredRecord>;
}

export function createRestCollection(options: RestOptions, context: RecordContext): RestCollection {
  const { authentication, idempotencyHeader = 'Idempotency-Key' } = options;
  const given = toHeaderLines(options.headers ?? {});
  const send = (request: JsonRequest): Promise<JsonAnswer> =>
    sendJson({ ...request, headers: [...given, ...(request.headers ?? [])], authentication }, context);
  const recordUrl = (key: RecordKey): string =>
    options.recordUrl.replace('{key}', () => encodePathSegment(key, 'key'));

  const read = async (key: RecordKey, fields: FieldNames): Promise<StoredRecord | undefined> => {
    const answer = await send({ method: 'GET', url: recordUrl(key) });
    if (answer.status === 404 || answer.status === 410) return undefined;
    return toRestRecord(expectGood(answer), { key, fields });
  };

  return {
    collectionUrl: options.collectionUrl ?? options.recordUrl.replace(/\/?\{key\}.*$/s, ''),
    recordUrl,
    once: [idempotencyHeader, context.idempotencyKey],
    send,
    read,
    async readWritten(answer, key) {
      const hasRecord = isJsonObject(answer.body) && readHeader(answer.headers, 'ETag') !== undefined;
      const record = hasRecord
        ? toRestRecord(answer, { key, fields: undefined })
        : await read(key, undefined);
      if (record !== undefined) return record;
      throw answerInvalidError('The service wrote the customer but does not find it now');
    },
  };
}
