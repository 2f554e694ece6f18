import { createFieldMatcher } from './field-filter.ts';
import { listOfValues } from './list-of-values.ts';
import type { NestedField, NestedGroup, ValueField } from './search-fields.ts';

/**
 * Fields of what a record has several of, such as the elements of a process instance. Nothing is sorted by
 * them.
 */
export function nestedFields<T, Part, Name extends string>(
  listParts: (record: T) => Iterable<Part>,
  fields: Readonly<Record<Name, ValueField<Part>>>,
): Readonly<Record<Name, NestedField<T>>>;
export function nestedFields<T, Part>(
  listParts: (record: T) => Iterable<Part>,
  fields: Readonly<Record<string, ValueField<Part>>>,
): Readonly<Record<string, NestedField<T>>> {
  const group: NestedGroup<T> = {
    createMatcher(conditions) {
      const matchers = Object.entries(conditions).flatMap(([name, condition]) => {
        const field = fields[name];
        const matches = createFieldMatcher(condition);
        return field ? [(part: Part) => matches(listOfValues(field.read(part)))] : [];
      });
      return (record) => {
        for (const part of listParts(record)) if (matchers.every((matches) => matches(part))) return true;
        return false;
      };
    },
  };
  const entries = Object.entries(fields).map(
    ([name, value]) => [name, { type: 'nested', usedFor: 'filter', group, value }] as const,
  );
  return Object.fromEntries(entries);
}
