import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import type { FieldFilter, FilterOperator, FilterValue } from '../../../core/search/field-filter.ts';
import { MAX_LIKE_LENGTH } from '../../../core/search/like-pattern.ts';
import type { SearchField, SearchFields, ValueField } from '../../../core/search/search-fields.ts';
import { textField } from '../../../core/search/search-fields.ts';
import type {
  FieldCondition,
  FieldConditions,
  SearchFilter,
  VariableFilter,
} from '../../../core/search/search-filter.ts';
import { Problem } from '../problem.ts';
import { invalidArgument, unreadableProperty } from './invalid-argument.ts';
import { readBoolean, readFilterValue } from './read-filter-value.ts';

/** Values of one list, and conditions of one list. */
const MAX_LIST_LENGTH = 10_000;
const MAX_ALTERNATIVES = 1_000;
const MAX_VARIABLES = 1_000;

type Described = Pick<ValueField<never>, 'type' | 'values' | 'operators'>;

const ANY_TEXT: Described = textField<never>(() => undefined);

const isOperator = (name: string, { operators }: Described): name is FilterOperator =>
  operators.some((operator) => operator === name);

function readList(value: JsonValue, property: string, maxLength = MAX_LIST_LENGTH): readonly JsonValue[] {
  if (!isJsonList(value)) throw unreadableProperty(property);
  if (value.length > maxLength)
    throw invalidArgument(`The provided ${property} exceeds the limit of ${maxLength} entries.`);
  return value;
}

function readPattern(value: JsonValue, property: string): string {
  if (typeof value !== 'string') throw unreadableProperty(property);
  if (value.length > MAX_LIKE_LENGTH)
    throw invalidArgument(`The provided ${property} exceeds the limit of ${MAX_LIKE_LENGTH} characters.`);
  return value;
}

function readOperand(
  field: Described,
  operator: FilterOperator,
  { value, property }: { readonly value: JsonValue; readonly property: string },
): FilterValue | readonly FilterValue[] {
  switch (operator) {
    case '$exists':
      return readBoolean(value, `${property}.${operator}`);
    case '$like':
      return readPattern(value, `${property}.${operator}`);
    case '$in':
    case '$notIn':
      return readList(value, `${property}.${operator}`).map((entry) =>
        readFilterValue(field, entry, property),
      );
    default:
      return readFilterValue(field, value, property);
  }
}

/** Camunda's Java client sends each list that it has no entries for, and a cluster passes over it. */
const isAbsent = (operand: JsonValue | undefined): boolean =>
  operand === null || operand === undefined || (isJsonList(operand) && operand.length === 0);

/** A plain value, or conditions that the field has. */
function readFieldFilter(field: Described, value: JsonValue, property: string): FieldFilter {
  if (!isJsonObject(value)) return readFilterValue(field, value, property);
  const entries = Object.entries(value).flatMap(([name, operand]) => {
    if (isAbsent(operand)) return [];
    if (!isOperator(name, field))
      throw new Problem(400, `The filter field '${property}' has no condition '${name}'`);
    return [[name, readOperand(field, name, { value: operand ?? null, property })] as const];
  });
  return Object.fromEntries(entries);
}

function readVariable(value: JsonValue): VariableFilter {
  if (!isJsonObject(value)) throw unreadableProperty('filter.variables');
  const { name, value: condition } = value;
  if (typeof name !== 'string') throw invalidArgument('Variable name must not be null.');
  const isEmpty = isJsonObject(condition) && Object.values(condition).every((operand) => operand === null);
  if (condition === undefined || condition === null || isEmpty)
    throw invalidArgument('Variable value must not be null.');
  return { name, value: readFieldFilter(ANY_TEXT, condition, 'value') };
}

function readCondition(field: SearchField<never>, value: JsonValue, name: string): FieldCondition {
  switch (field.type) {
    case 'tags':
      return readList(value, `filter.${name}`).map((tag) => String(readFilterValue(ANY_TEXT, tag, name)));
    case 'variables':
      return readList(value, `filter.${name}`, MAX_VARIABLES).map(readVariable);
    case 'nested':
      return readFieldFilter(field.value, value, name);
    case 'text':
    case 'integer':
    case 'dateTime':
    case 'boolean':
      return readFieldFilter(field, value, name);
  }
}

function readConditions(fields: SearchFields<never>, body: JsonObject): FieldConditions {
  const entries = Object.entries(body).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || field.usedFor === 'sort') {
      const known = Object.keys(fields).filter((each) => fields[each]?.usedFor !== 'sort');
      throw new Problem(400, `There is no filter field '${name}'. Use any of: ${known.join(', ')}`);
    }
    return value === null || value === undefined ? [] : [[name, readCondition(field, value, name)] as const];
  });
  return Object.fromEntries(entries);
}

/**
 * The filter of a request. A field that there is not is refused: ignored, it would match everything. @throws
 * Problem
 */
export function readFilter(
  fields: SearchFields<never>,
  filter: unknown,
  { hasAlternatives = false }: { readonly hasAlternatives?: boolean | undefined } = {},
): SearchFilter {
  if (filter === undefined || filter === null) return { fields: {} };
  if (!isJsonObject(filter)) throw unreadableProperty('filter');
  if (!hasAlternatives) return { fields: readConditions(fields, filter) };
  const { $or, ...given } = filter;
  const all = readConditions(fields, given);
  if ($or === undefined || $or === null) return { fields: all };
  const alternatives = readList($or, 'filter.$or', MAX_ALTERNATIVES).map((alternative) => {
    if (!isJsonObject(alternative)) throw unreadableProperty('filter.$or');
    return readConditions(fields, alternative);
  });
  return { fields: all, $or: alternatives };
}
