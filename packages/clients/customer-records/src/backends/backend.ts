import type { ExactJson, JsonObject, JsonValue } from '@jobwright/json';

export type RecordKey = string | number | bigint;

/** A whole number in a table, an ETag or a time of change elsewhere; null where the other side has none. */
export type RecordVersion = number | string | null;

/** A record as the backend names its fields. */
export interface StoredRecord {
  readonly key: RecordKey;
  readonly version: RecordVersion;
  readonly fields: JsonObject;
  /** The fields with all digits of their numbers, where they are written back as JSON. */
  readonly exact?: ExactJson | undefined;
}

export interface GetRequest {
  readonly key: RecordKey;
  /** Which fields to read; undefined: all. */
  readonly fields: readonly string[] | undefined;
}

export interface FindRequest {
  readonly field: string;
  readonly value: RecordKey;
  readonly fields: readonly string[] | undefined;
}

/** Is given what is about to be stored, and throws when it must not be. `partial`: fields that stay as they are are left out. */
export type CheckRecord = (fields: JsonObject, options: { readonly partial: boolean }) => Promise<void>;

interface WriteRequest {
  /** Fields whose values are masked in whatever is kept besides the record. */
  readonly sensitive: readonly string[];
  readonly check: CheckRecord;
}

export interface CreateRequest extends WriteRequest {
  /** Undefined: the backend gives one. */
  readonly key: RecordKey | undefined;
  readonly values: JsonObject;
}

export interface UpdateRequest extends WriteRequest {
  readonly key: RecordKey;
  readonly changes: JsonObject;
  readonly expectedVersion: number | string | undefined;
}

export interface UpsertRequest extends WriteRequest {
  readonly key: RecordKey;
  readonly values: JsonObject;
}

export interface AnonymiseRequest {
  readonly key: RecordKey;
  /** Field to what stands there afterwards. */
  readonly replacements: Readonly<Record<string, JsonValue>>;
}

/** A change that was made, by this delivery of the job or, `replayed`, by an earlier one. */
interface Written {
  readonly key: RecordKey;
  readonly version: RecordVersion;
  readonly replayed: boolean;
}

export interface CreatedRecord extends Written {
  readonly fields: JsonObject;
}

export interface UpdatedRecord extends Written {
  readonly previous: JsonObject;
  readonly updated: JsonObject;
}

export interface UpsertedRecord extends UpdatedRecord {
  readonly created: boolean;
}

export interface AnonymisedRecord extends Written {
  readonly fields: readonly string[];
}

/** Where records are kept. All throw RecordError, and what `callHttp` of `@jobwright/http-client` throws. */
export interface RecordBackend {
  get(request: GetRequest): Promise<StoredRecord>;
  find(request: FindRequest): Promise<StoredRecord | undefined>;
  create(request: CreateRequest): Promise<CreatedRecord>;
  update(request: UpdateRequest): Promise<UpdatedRecord>;
  upsert(request: UpsertRequest): Promise<UpsertedRecord>;
  anonymise(request: AnonymiseRequest): Promise<AnonymisedRecord>;
}
