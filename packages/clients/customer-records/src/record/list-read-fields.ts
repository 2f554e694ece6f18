import type { FieldMapping } from './map-fields.ts';

interface ReadInputs {
  /** Named as in the process. */
  readonly fields?: readonly string[] | undefined;
  readonly mapping?: FieldMapping | undefined;
}

/** The backend's names of the fields to read; undefined: all fields. */
export function listReadFields({ fields, mapping }: ReadInputs): readonly string[] | undefined {
  if (fields !== undefined) return fields.map((name) => mapping?.[name] ?? name);
  return mapping === undefined ? undefined : Object.values(mapping);
}
