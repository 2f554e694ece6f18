import { type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { TypedVariable } from './engine-instances.ts';

const maxIntegerValue = 2 ** 31;
const maxStringLength = 4_000;

/** Variables as a client of the engine sets them. */
export function typeVariables(variables: JsonObject): Readonly<Record<string, TypedVariable>> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, typeValue(value)]));
}

function typeValue(value: JsonValue): TypedVariable {
  if (value === null) return { type: 'Null', value };
  if (typeof value === 'boolean') return { type: 'Boolean', value };
  if (typeof value === 'bigint') return { type: 'Long', value };
  if (typeof value === 'number') return { type: typeOfNumber(value), value };
  if (typeof value === 'string' && value.length <= maxStringLength) return { type: 'String', value };
  return { type: 'Json', value: stringifyJson(value) };
}

function typeOfNumber(value: number): string {
  if (!Number.isInteger(value)) return 'Double';
  return Math.abs(value) < maxIntegerValue ? 'Integer' : 'Long';
}
