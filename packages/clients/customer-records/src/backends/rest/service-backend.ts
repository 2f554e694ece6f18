import { setTimeout as wait } from 'node:timers/promises';
import { createBackoff } from '@jobwright/concurrency';
import type { JsonObject } from '@jobwright/json';
import { encodePathSegment } from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';
import { mergePatch } from '../../record/merge-patch.ts';
import type {
  CheckRecord,
  RecordBackend,
  RecordKey,
  RecordVersion,
  StoredRecord,
  UpdatedRecord,
  UpsertedRecord,
  UpsertRequest,
} from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { versionConflictError } from '../version-conflict-error.ts';
import type { RecordService } from './record-service.ts';

const MAX_ATTEMPTS = 5;
const PAUSES = { firstMs: 150, maxMs: 800 };

/**
 * Records of a service. It is read, changed, and written only as it was read; what it holds already is not
 * written again, so a second delivery of a job changes nothing.
 */
export function createServiceBackend(service: RecordService, context: RecordContext): RecordBackend {
  return {
    async get({ key, fields }) {
      const record = await service.read(key, fields);
      if (record === undefined) throw recordNotFoundError(key);
      return record;
    },

    async find({ field, value, fields }) {
      const [record, ...others] = await service.find(field, value, fields);
      if (others.length > 0) throw recordNotUniqueError(field, value);
      return record;
    },

    async create({ key, values, check }) {
      await check(values, { partial: false });
      // Also where it goes into the body: the record could never be read again.
      if (key !== undefined) encodePathSegment(key, 'key');
      const record = await service.create(key, values);
      return { ...record, fields: pick(record.fields, values), replayed: false };
    },

    update: ({ key, changes, expectedVersion, check }) =>
      retryChanged(context, key, async () => {
        const record = await service.read(key, Object.keys(changes));
        if (record === undefined) throw recordNotFoundError(key);
        return change(service, { record, changes, check, key, expectedVersion });
      }),

    upsert: (request) => retryChanged(context, request.key, () => upsert(service, request)),

    async anonymise({ key, replacements }) {
      const { version, replayed } = await this.update({
        key,
        changes: replacements,
        expectedVersion: undefined,
        sensitive: [],
        check: () => Promise.resolve(),
      });
      return { key, version, fields: Object.keys(replacements), replayed };
    },
  };
}

/** Without an expected version, a record that was changed in between is read again. */
async function retryChanged<Answer>(
  { signal }: Pick<RecordContext, 'signal'>,
  key: RecordKey,
  work: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const backoff = createBackoff(PAUSES);
  while (backoff.count < MAX_ATTEMPTS) {
    const answer = await work();
    if (answer !== undefined) return answer;
    await wait(backoff.next(), undefined, { signal });
  }
  throw new RecordError({
    failure: { kind: 'recordContended', key },
    message: `Customer ${key} was changed by others each time it was about to be written`,
  });
}

interface Change {
  readonly key: RecordKey;
  readonly record: StoredRecord;
  readonly changes: JsonObject;
  readonly check: CheckRecord;
  readonly expectedVersion: RecordVersion | undefined;
}

async function change(
  service: RecordService,
  { key, record, changes, check, expectedVersion }: Change,
): Promise<UpdatedRecord | undefined> {
  const previous = pick(record.fields, changes);
  const merged = Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [name, mergePatch(previous[name], value)]),
  );
  if (Object.entries(merged).every(([name, value]) => service.isSame(record.fields[name], value))) {
    return { key, version: record.version, previous, updated: previous, replayed: true };
  }
  if (expectedVersion !== undefined && expectedVersion !== record.version) {
    throw versionConflictError(key, expectedVersion, record.version);
  }
  await check(merged, { partial: true });
  const written = await service.patch({ record, changes, merged });
  if (written !== undefined) {
    const { version, fields } = written;
    return { key, version, previous, updated: pick(fields, changes), replayed: false };
  }
  if (expectedVersion === undefined) return undefined;
  const current = await service.read(key, Object.keys(changes));
  throw versionConflictError(key, expectedVersion, current?.version ?? null);
}

async function upsert(
  service: RecordService,
  { key, values, check }: UpsertRequest,
): Promise<UpsertedRecord | undefined> {
  const record = await service.read(key, Object.keys(values));
  if (record !== undefined) {
    const changed = await change(service, {
      key,
      record,
      changes: values,
      check,
      expectedVersion: undefined,
    });
    return changed === undefined ? undefined : { ...changed, created: false };
  }
  await check(values, { partial: false });
  const put = await service.put(key, values);
  if (put === undefined) return undefined;
  const { version, fields } = put.record;
  return { key, version, previous: {}, updated: pick(fields, values), created: put.created, replayed: false };
}

/** What the service has of these fields. */
export const pick = (fields: JsonObject, names: JsonObject): JsonObject =>
  Object.fromEntries(Object.keys(names).map((name) => [name, fields[name] ?? null]));

const recordNotFoundError = (key: RecordKey): RecordError =>
  new RecordError({
    failure: { kind: 'recordNotFound', key },
    message: `The service has no customer ${key}`,
  });

const recordNotUniqueError = (field: string, value: RecordKey): RecordError =>
  new RecordError({
    failure: { kind: 'recordNotUnique', field, value },
    message: `The service has more than one customer with this ${field}; use a field that is unique`,
  });
