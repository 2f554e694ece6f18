import type { Field } from '@jobwright/connector-sdk';
import { describeUse, type FieldNames } from './describe-use.ts';

/** An input of a template: all fields with its path, of which only one counts on a task. */
export interface InputField {
  readonly first: Field;
  readonly alike: readonly Field[];
  /** When it counts, in words; undefined when it always does. */
  readonly use: string | undefined;
  /** Whether it has to be filled in whatever else is. */
  readonly notEmpty: boolean;
  readonly names: FieldNames;
}

export function groupByPath(fields: readonly Field[], names: FieldNames): readonly InputField[] {
  const byPath = new Map<string, Field[]>();
  for (const field of fields) byPath.set(field.path, [...(byPath.get(field.path) ?? []), field]);
  return [...byPath.values()].flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const use = useOf(alike, names);
    const notEmpty = use === undefined && alike.some(({ required }) => required);
    return [{ first, alike, use, notEmpty, names }];
  });
}

export const useOf = (alike: readonly Field[], names: FieldNames): string | undefined =>
  describeUse(
    alike.map(({ conditions }) => conditions),
    names,
  );
