import type { JsonObject, JsonValue } from '@jobwright/json';
import type { RecordKey, StoredRecord } from '../backend.ts';

/** How far a field list goes; undefined: all there is. */
export type FieldNames = readonly string[] | undefined;

export interface PatchRequest {
  readonly record: StoredRecord;
  /** As a merge patch. */
  readonly changes: JsonObject;
  /** The changed fields as they shall be. */
  readonly merged: JsonObject;
}

/** What one kind of service does its own way. Undefined: there is no such record. */
export interface RecordService {
  read(key: RecordKey, fields: FieldNames): Promise<StoredRecord | undefined>;
  find(field: string, value: RecordKey, fields: FieldNames): Promise<readonly StoredRecord[]>;
  create(key: RecordKey | undefined, values: JsonObject): Promise<StoredRecord>;
  /** Undefined: the record has been changed since it was read, and was left alone. */
  patch(request: PatchRequest): Promise<StoredRecord | undefined>;
  /** Writes a record that was not there a moment ago. Undefined: it is there now. */
  put(
    key: RecordKey,
    values: JsonObject,
  ): Promise<{ readonly record: StoredRecord; readonly created: boolean } | undefined>;
  /** Whether a value that was read is the one that was written: some services know nothing but texts. */
  isSame(stored: JsonValue | undefined, written: JsonValue): boolean;
}
