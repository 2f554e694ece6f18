import type { Field } from '@jobwright/connector-sdk';
import { listChoices } from '../choose-control.ts';
import { type Conditions, mergeConditions, withoutCertain } from '../conditions.ts';
import { toLabel } from '../to-label.ts';

/** What a modeler calls the fields that others depend on, and their choices. */
export interface FieldNames {
  readonly labelOf: (path: string) => string;
  readonly choiceOf: (path: string, value: string) => string;
  readonly valuesOf: ReadonlyMap<string, readonly string[]>;
}

export function nameFields(fields: readonly Field[]): FieldNames {
  const paths = new Set(fields.map(({ path }) => path));
  const fieldsOf = (path: string) => fields.filter((field) => field.path === path);
  return {
    labelOf: (path) => labelField(fieldsOf(path)) ?? toLabel(path),
    choiceOf: (path, value) => labelChoice(fieldsOf(path), value) ?? toLabel(value),
    valuesOf: new Map(
      [...paths].map((path) => [
        path,
        [...new Set(fieldsOf(path).flatMap(({ schema }) => listChoices(schema) ?? []))],
      ]),
    ),
  };
}

/** The title of a choice that decides about other fields stands at its union, not at its literals. */
export const labelField = ([first]: readonly Field[]): string | undefined =>
  first?.chooses === true ? first.metadata.discriminator?.title : first?.label;

export function labelChoice(fields: readonly Field[], value: string): string | undefined {
  const having = fields.find(({ schema }) => listChoices(schema)?.includes(value));
  return having?.chooses === true ? having.label : having?.metadata.choices?.[value];
}

/**
 * When a field counts, e.g. `Type is Basic or API key`; undefined when it always does. Any one of the
 * alternatives is enough.
 */
export function describeUse(alternatives: readonly Conditions[], names: FieldNames): string | undefined {
  const merged = mergeAll(alternatives).map((conditions) => withoutCertain(conditions, names.valuesOf));
  if (merged.some((conditions) => conditions.length === 0)) return undefined;
  return merged.map((conditions) => describeConditions(conditions, names)).join(', or if ');
}

function mergeAll(alternatives: readonly Conditions[]): readonly Conditions[] {
  const merged: Conditions[] = [];
  for (const conditions of alternatives) {
    const index = merged.findIndex((other) => mergeConditions(other, conditions) !== undefined);
    const other = merged[index];
    const both = other && mergeConditions(other, conditions);
    if (both === undefined) merged.push(conditions);
    else merged[index] = both;
  }
  return merged;
}

const describeConditions = (conditions: Conditions, { labelOf, choiceOf }: FieldNames): string =>
  conditions
    .map(({ path, values }) => {
      const given = values.filter((value) => value !== '').map((value) => choiceOf(path, value));
      return `${labelOf(path)} is ${listWithOr(given)}`;
    })
    .join(' and ');

const listWithOr = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
