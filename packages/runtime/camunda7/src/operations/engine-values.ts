import type { JsonObject, JsonValue } from '@jobwright/json';
import { ClusterCallError } from '@jobwright/runtime/cluster';
import { z } from 'zod';
import type { EngineVariable } from '../engine/engine-variable.ts';
import { readVariable } from '../variables/read-variable.ts';
import {
  writeVariable,
  type WriteVariableOptions,
  type WrittenVariable,
} from '../variables/write-variable.ts';

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

/** The variable of an item: what the engine leaves out is null. */
export const toEngineVariable = ({
  type,
  value,
  valueInfo,
}: Pick<VariableItem, 'type' | 'value' | 'valueInfo'>): EngineVariable => ({
  type: type ?? 'Null',
  value: value ?? null,
  ...(valueInfo && { valueInfo }),
});

/** What a person sees of variables: the value; of a file its name, of a Java object its class. */
export const readItemValues = (items: readonly VariableItem[]): JsonObject =>
  Object.fromEntries(items.map((item) => [item.name, readItemValue(item)]));

function readItemValue(item: VariableItem): JsonValue {
  const read = readVariable(toEngineVariable(item));
  switch (read.kind) {
    case 'value':
      return read.value;
    case 'file':
      return `(file ${read.fileName ?? item.name})`;
    case 'unread':
      return `(object of ${read.className})`;
  }
}

/**
 * A variable that somebody gives, as the engine takes it.
 * @throws ClusterCallError `refused` for a text that this engine does not take
 */
export function writeGivenVariable(
  name: string,
  value: JsonValue,
  options: WriteVariableOptions,
): WrittenVariable {
  const writing = writeVariable(value, options);
  if (writing.kind === 'variable') return writing.variable;
  throw new ClusterCallError('refused', `${name}: this engine does not take a text of this length`);
}

/** `2026-11-30T12:00:00.000+0100` as ISO 8601. */
export const readEngineTime = (text: string): string => text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
