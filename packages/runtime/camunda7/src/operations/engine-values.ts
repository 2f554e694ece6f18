import type { JsonObject, JsonValue } from '@jobwright/json';
import { z } from 'zod';
import type { EngineVariable } from '../engine/engine-variable.ts';
import { readVariable } from '../variables/read-variable.ts';

const jsonValue = z.custom<JsonValue>((value) => value !== undefined);

/** A typed variable as a list of the engine gives it. */
export const variableItem = z.object({
  name: z.string(),
  type: z.string().nullish(),
  value: jsonValue.nullish(),
  valueInfo: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null).nullish(),
  activityInstanceId: z.string().nullish(),
});
type VariableItem = z.output<typeof variableItem>;

/** What a person sees of a variable: the value; of a file its name, of a Java object its class. */
export function readItemValue(item: VariableItem): JsonValue {
  const variable: EngineVariable = {
    type: item.type ?? 'Null',
    value: item.value ?? null,
    ...(item.valueInfo && { valueInfo: item.valueInfo }),
  };
  const read = readVariable(variable);
  switch (read.kind) {
    case 'value':
      return read.value;
    case 'file':
      return `(file ${read.fileName ?? item.name})`;
    case 'unread':
      return `(object of ${read.className})`;
  }
}

/** `2026-11-30T12:00:00.000+0100` as ISO 8601. */
export const readEngineTime = (text: string): string => text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
