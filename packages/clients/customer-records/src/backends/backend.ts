import type { ExactJson, JsonObject, JsonValue } from '@jobwright/json';

/** What identifies a record. Whole numbers beyond 2^53 are `bigint`. */
export type RecordKey = string | number | bigint;

/**
 * The version of a record: a whole number in a table; an ETag or a modification time in a service; null if
 * the service has none.
 */
export type RecordVersion = number | string | null;

/** A record, with the field names of the backend. */
export interface StoredRecord {
  readonly key: RecordKey;
  readonly version: RecordVersion;
  readonly fields: JsonObject;
  /** The fields with all digits of their numbers, for backends that are written to in JSON. */
  readonly exact?: ExactJson | undefined;
}

/** Which record to read, and which of its fields. */
export interface GetRequest {
  readonly key: RecordKey;
  /** Fields to read, named as in the backend; undefined: all. */
  readonly fields: readonly string[] | undefined;
}

/** Looks for one record by a unique field. */
export interface FindRequest {
  /** Named as in the backend. */
  readonly field: string;
  readonly value: RecordKey;
  readonly fields: readonly string[] | undefined;
}

/**
 * Checks what is about to be stored, and throws if it must not be. `partial`: only the fields that change are
 * given.
 */
export type CheckRecord = (fields: JsonObject, options: { readonly partial: boolean }) => Promise<void>;

interface WriteRequest {
  /** Fields whose values are masked in audit and outbox rows. */
  readonly sensitive: readonly string[];
  readonly check: CheckRecord;
}

/** A record to create. */
export interface CreateRequest extends WriteRequest {
  /** Undefined: the backend assigns one. */
  readonly key: RecordKey | undefined;
  readonly values: JsonObject;
}

/** Changes to an existing record. */
export interface UpdateRequest extends WriteRequest {
  readonly key: RecordKey;
  /** New values by field; fields that are left out keep theirs. */
  readonly changes: JsonObject;
  /** Fails with `versionConflict` if the record has another version. Undefined: any version. */
  readonly expectedVersion: number | string | undefined;
}

/** Changes to a record that is created if it does not exist. */
export interface UpsertRequest extends WriteRequest {
  readonly key: RecordKey;
  readonly values: JsonObject;
}

/**
 * Which fields of a record to overwrite. Their earlier values are masked in audit, outbox and stored answers.
 */
export interface AnonymiseRequest {
  readonly key: RecordKey;
  /** New value by field. */
  readonly replacements: Readonly<Record<string, JsonValue>>;
}

/** A change. `replayed`: an earlier call with the same idempotency key made it. */
interface Written {
  readonly key: RecordKey;
  readonly version: RecordVersion;
  readonly replayed: boolean;
}

/** A record that was created. */
export interface CreatedRecord extends Written {
  readonly fields: JsonObject;
}

/** A record that was changed, with the changed fields before and after. */
export interface UpdatedRecord extends Written {
  readonly previous: JsonObject;
  readonly updated: JsonObject;
}

/** A record that was changed or created. */
export interface UpsertedRecord extends UpdatedRecord {
  readonly created: boolean;
}

/** A record whose fields were overwritten, with their names. */
export interface AnonymisedRecord extends Written {
  readonly fields: readonly string[];
}

/**
 * A system that holds records.
 * @throws RecordError from every method; for services also what `callHttp` of `@jobwright/http-client` throws
 */
export interface RecordBackend {
  /** @throws RecordError `rowNotFound` or `recordNotFound` if there is no such record */
  get(request: GetRequest): Promise<StoredRecord>;
  /**
   * Undefined: no record has the value. @throws RecordError `rowNotUnique` or `recordNotUnique` if several
   * have it
   */
  find(request: FindRequest): Promise<StoredRecord | undefined>;
  create(request: CreateRequest): Promise<CreatedRecord>;
  update(request: UpdateRequest): Promise<UpdatedRecord>;
  upsert(request: UpsertRequest): Promise<UpsertedRecord>;
  anonymise(request: AnonymiseRequest): Promise<AnonymisedRecord>;
}
