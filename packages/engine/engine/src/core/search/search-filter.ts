import { type JsonValue, stringifyJson } from '@jobwright/json';
import { createFieldMatcher, type FieldFilter, findConditionMistake } from './field-filter.ts';
import { listOfValues } from './list-of-values.ts';
import type { NestedGroup, SearchField, SearchFields } from './search-fields.ts';

/** A variable that a record has to have; the condition is for the value as JSON text. */
export interface VariableFilter {
  readonly name: string;
  readonly value: FieldFilter;
}

/** What is asked of a field: conditions, tags that all have to be there, or variables. */
export type FieldCondition = FieldFilter | readonly string[] | readonly VariableFilter[];

/** Conditions by field; all of them must hold. */
export type FieldConditions = Readonly<Record<string, FieldCondition>>;

/** All fields must match, and one of the alternatives in `$or` where there are some. */
export interface SearchFilter {
  readonly fields: FieldConditions;
  readonly $or?: readonly FieldConditions[];
}

type Matcher<T> = (record: T) => boolean;

const isVariable = (entry: string | VariableFilter): entry is VariableFilter => typeof entry === 'object';
const isTag = (entry: string | VariableFilter): entry is string => typeof entry === 'string';
const isList = (
  condition: FieldCondition | undefined,
): condition is readonly string[] | readonly VariableFilter[] => Array.isArray(condition);

function createVariableMatcher<T>(
  { name, value }: VariableFilter,
  read: (record: T, name: string) => readonly JsonValue[],
): Matcher<T> {
  const matches = createFieldMatcher(value);
  return (record) => {
    const values = read(record, name);
    return values.length > 0 && matches(values.map((known) => stringifyJson(known)));
  };
}

/** Plain conditions; a list stands for one of its values. */
const fieldFilterOf = (condition: FieldCondition): FieldFilter =>
  isList(condition) ? { $in: [...condition].filter(isTag) } : condition;

function createConditionMatcher<T>(
  field: Exclude<SearchField<T>, { readonly type: 'nested' }>,
  condition: FieldCondition,
): Matcher<T> {
  const listed = isList(condition) ? [...condition] : [];
  switch (field.type) {
    case 'tags': {
      const wanted = listed.filter(isTag);
      return (record) => {
        const tags = field.read(record);
        return wanted.every((tag) => tags.includes(tag));
      };
    }
    case 'variables': {
      const matchers = listed
        .filter(isVariable)
        .map((variable) => createVariableMatcher(variable, field.read));
      return (record) => matchers.every((matches) => matches(record));
    }
    case 'text':
    case 'integer':
    case 'dateTime':
    case 'boolean': {
      const matches = createFieldMatcher(fieldFilterOf(condition));
      return (record) => matches(listOfValues(field.read(record)));
    }
  }
}

function createConditionsMatcher<T>(fields: SearchFields<T>, conditions: FieldConditions): Matcher<T> {
  const matchers: Matcher<T>[] = [];
  const nested = new Map<NestedGroup<T>, Record<string, FieldFilter>>();
  for (const [name, condition] of Object.entries(conditions)) {
    const field = fields[name];
    if (field?.type === 'nested')
      nested.set(field.group, { ...nested.get(field.group), [name]: fieldFilterOf(condition) });
    else if (field) matchers.push(createConditionMatcher(field, condition));
  }
  for (const [group, ofGroup] of nested) matchers.push(group.createMatcher(ofGroup));
  return (record) => matchers.every((matches) => matches(record));
}

/** Prepares a filter for any number of records. */
export function createMatcher<T>(
  fields: SearchFields<T>,
  { fields: all, $or = [] }: SearchFilter,
): Matcher<T> {
  const matchesAll = createConditionsMatcher(fields, all);
  const alternatives = $or.map((conditions) => createConditionsMatcher(fields, conditions));
  return (record) =>
    matchesAll(record) && (alternatives.length === 0 || alternatives.some((matches) => matches(record)));
}

/** Why a filter cannot be used. */
export function findFilterMistake(
  fields: SearchFields<never>,
  { fields: all, $or = [] }: SearchFilter,
): string | undefined {
  for (const [name, condition] of [all, ...$or].flatMap((conditions) => Object.entries(conditions))) {
    if (!Object.hasOwn(fields, name))
      return `Expected a filter by known fields, but there is no field '${name}'`;
    const filters = isList(condition)
      ? [...condition].filter(isVariable).map(({ value }) => value)
      : [condition];
    const mistake = filters.map(findConditionMistake).find((found) => found !== undefined);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}
