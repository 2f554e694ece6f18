import type { JsonValue } from '@jobwright/json';
import type { FieldFilter, FilterOperator, FilterValue } from './field-filter.ts';

/** What a record has in a field: nothing, one value, or several. Dates are milliseconds since 1970. */
export type FieldValue = FilterValue | readonly FilterValue[] | null | undefined;

interface FieldUse {
  /** Default: both. */
  readonly usedFor?: 'filter' | 'sort';
}

/** A field with values that can be compared. */
export interface ValueField<T> extends FieldUse {
  readonly type: 'text' | 'integer' | 'dateTime' | 'boolean';
  /** The conditions that a filter may have besides a plain value. */
  readonly operators: readonly FilterOperator[];
  /** The only values of a text. */
  readonly values?: readonly string[];
  readonly read: (record: T) => FieldValue;
}

/** A list of texts; a filter lists those that all have to be in it. */
export interface TagsField<T> extends FieldUse {
  readonly type: 'tags';
  readonly read: (record: T) => readonly string[];
}

/** Variables; a filter lists names with conditions for the value as JSON text. */
export interface VariablesField<T> extends FieldUse {
  readonly type: 'variables';
  /** The values of the variable in all scopes of the record. */
  readonly read: (record: T, name: string) => readonly JsonValue[];
}

/**
 * A field of what a record has several of. The conditions of a filter for fields of one group must hold for
 * the same of them.
 */
export interface NestedField<T> extends FieldUse {
  readonly type: 'nested';
  readonly group: NestedGroup<T>;
  /** How its values are written. */
  readonly value: Pick<ValueField<never>, 'type' | 'operators' | 'values'>;
}

/** What a record has several of. */
export interface NestedGroup<T> {
  /** Whether a record has one of them for which all the conditions hold, by the names of their fields. */
  readonly createMatcher: (conditions: Readonly<Record<string, FieldFilter>>) => (record: T) => boolean;
}

export type SearchField<T> = ValueField<T> | TagsField<T> | VariablesField<T> | NestedField<T>;

/** The fields of a kind of record, by their names in the API. */
export type SearchFields<T> = Readonly<Record<string, SearchField<T>>>;

type Read<T> = ValueField<T>['read'];

const KEY_OPERATORS = ['$eq', '$neq', '$exists', '$in', '$notIn'] as const;
const ORDERED_OPERATORS = ['$eq', '$neq', '$exists', '$gt', '$gte', '$lt', '$lte', '$in'] as const;
const ENUM_OPERATORS = ['$eq', '$neq', '$exists', '$in', '$like'] as const;

/** A text with all conditions. */
export const textField = <T>(read: Read<T>): ValueField<T> => ({
  type: 'text',
  operators: [...KEY_OPERATORS, '$like'],
  read,
});

/** A key, or another text without `$like`. */
export const keyField = <T>(read: Read<T>): ValueField<T> => ({
  type: 'text',
  operators: KEY_OPERATORS,
  read,
});

export const integerField = <T>(read: Read<T>): ValueField<T> => ({
  type: 'integer',
  operators: ORDERED_OPERATORS,
  read,
});

/** A date, read as milliseconds since 1970. */
export const dateTimeField = <T>(read: Read<T>): ValueField<T> => ({
  type: 'dateTime',
  operators: ORDERED_OPERATORS,
  read,
});

/** A text with few known values. */
export const enumField = <T>(values: readonly string[], read: Read<T>): ValueField<T> => ({
  type: 'text',
  values,
  operators: ENUM_OPERATORS,
  read,
});

export const booleanField = <T>(read: Read<T>): ValueField<T> => ({ type: 'boolean', operators: [], read });

/** The field without conditions: a filter has a plain value. */
export const exact = <T>(field: ValueField<T>): ValueField<T> => ({ ...field, operators: [] });

/** The field with these conditions instead of those of its type. */
export const withOperators = <T>(
  field: ValueField<T>,
  operators: readonly FilterOperator[],
): ValueField<T> => ({ ...field, operators });

/** A field that nothing is sorted by. */
export const filterOnly = <T>(field: ValueField<T>): ValueField<T> => ({ ...field, usedFor: 'filter' });

/** A field that nothing is filtered by. */
export const sortOnly = <T>(field: ValueField<T>): ValueField<T> => ({ ...field, usedFor: 'sort' });
