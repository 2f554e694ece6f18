import type { FieldMapping } from './map-fields.ts';

interface ReadInputs {
  /** As the process names them. */
  readonly fields?: readonly string[] | undefined;
  readonly mapping?: FieldMapping | undefined;
}

/** The backend's names of what is to be read; undefined: all there is. */
export function listReadFields({ fields, mapping }: ReadInputs): readonly string[] | undefined {
  if (fields !== undefined) return fields.map((name) => mapping?.[name] ?? name);
  return mapping === undefined ? undefined : Object.values(mapping);
}
