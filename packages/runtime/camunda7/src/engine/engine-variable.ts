import type { JsonObject, JsonValue } from '@jobwright/json';

/** A typed variable, as the REST API of the engine reads and writes it. */
export interface EngineVariable {
  /** The engine's name of the type, such as `String`, `Long`, `Json`, `File`; `Null` for a null. */
  readonly type: string;
  /** As JSON. Whole numbers of 64 bits that a number cannot hold are `bigint`. */
  readonly value: JsonValue;
  /** Further facts of its type, such as `objectTypeName`, `serializationDataFormat`, `filename`. */
  readonly valueInfo?: JsonObject;
}

/** Typed variables by name. */
export type EngineVariables = Readonly<Record<string, EngineVariable>>;
