import { createLikeMatcher, MAX_LIKE_LENGTH } from './like-pattern.ts';

/** A value that a field is compared with; dates are milliseconds since 1970. */
export type FilterValue = string | number | boolean;

/** A value to be equal to, or conditions that all hold. */
export type FieldFilter =
  | FilterValue
  | {
      readonly $eq?: FilterValue;
      readonly $neq?: FilterValue;
      readonly $exists?: boolean;
      readonly $in?: readonly FilterValue[];
      readonly $notIn?: readonly FilterValue[];
      readonly $gt?: FilterValue;
      readonly $gte?: FilterValue;
      readonly $lt?: FilterValue;
      readonly $lte?: FilterValue;
      /** `*` stands for any text, `?` for one character; a backslash takes their meaning away. At most 1,000 characters. */
      readonly $like?: string;
    };

/** The fields of a process instance that batch operations filter by. Dates are milliseconds since 1970. */
export const FILTER_FIELDS = [
  'processInstanceKey',
  'processDefinitionKey',
  'processDefinitionId',
  'processDefinitionVersion',
  'processDefinitionVersionTag',
  'parentProcessInstanceKey',
  'parentElementInstanceKey',
  'state',
  'tenantId',
  'hasIncident',
  'errorMessage',
  'elementId',
  'startDate',
  'endDate',
  'businessId',
] as const;

/** The name of a field that batch operations filter by. */
export type FilterField = (typeof FILTER_FIELDS)[number];

/** Conditions for fields; all of them must hold. */
export type FieldFilters = Readonly<Partial<Record<FilterField, FieldFilter>>>;

/** All fields must match, and one of the alternatives in `$or` where there are some. */
export interface InstanceFilter {
  readonly fields: FieldFilters;
  readonly $or?: readonly FieldFilters[];
}

/** What an instance has of each field: nothing, one value, or several. */
export type InstanceFacts = (field: FilterField) => readonly FilterValue[];

type Conditions = Extract<FieldFilter, object>;

const compare = (value: FilterValue, limit: FilterValue): number =>
  value === limit ? 0 : value < limit ? -1 : 1;

type Matcher<T> = (value: T) => boolean;

/** Whether the conditions that one of the values has to meet are all met by it. */
function createValueMatcher({ $eq, $in, $gt, $gte, $lt, $lte, $like }: Conditions): Matcher<FilterValue> {
  const listed = $in && new Set($in);
  const isLike = $like === undefined ? undefined : createLikeMatcher($like);
  return (value) =>
    ($eq === undefined || value === $eq) &&
    listed?.has(value) !== false &&
    ($gt === undefined || compare(value, $gt) > 0) &&
    ($gte === undefined || compare(value, $gte) >= 0) &&
    ($lt === undefined || compare(value, $lt) < 0) &&
    ($lte === undefined || compare(value, $lte) <= 0) &&
    isLike?.(String(value)) !== false;
}

function createFieldMatcher(filter: FieldFilter): Matcher<readonly FilterValue[]> {
  if (typeof filter !== 'object') return (values) => values.includes(filter);
  const { $exists, $neq, $notIn, ...positive } = filter;
  const unwanted = new Set($notIn);
  const matchesValue = Object.keys(positive).length === 0 ? undefined : createValueMatcher(positive);
  return (values) => {
    if ($exists !== undefined && $exists !== values.length > 0) return false;
    if ($neq !== undefined && values.includes($neq)) return false;
    if (values.some((value) => unwanted.has(value))) return false;
    return matchesValue === undefined || values.some(matchesValue);
  };
}

function createFieldsMatcher(fields: FieldFilters): Matcher<InstanceFacts> {
  const matchers = FILTER_FIELDS.flatMap((field) => {
    const filter = fields[field];
    return filter === undefined ? [] : [{ field, matches: createFieldMatcher(filter) }];
  });
  return (facts) => matchers.every(({ field, matches }) => matches(facts(field)));
}

/** Prepares a filter for any number of instances. */
export function createInstanceMatcher({ fields, $or = [] }: InstanceFilter): Matcher<InstanceFacts> {
  const matchesAll = createFieldsMatcher(fields);
  const alternatives = $or.map(createFieldsMatcher);
  return (facts) =>
    matchesAll(facts) && (alternatives.length === 0 || alternatives.some((matches) => matches(facts)));
}

/** Why a filter cannot be used. */
export function findFilterMistake({ fields, $or = [] }: InstanceFilter): string | undefined {
  const filters = [fields, ...$or].flatMap((each) => Object.values(each));
  const isTooLong = filters.some(
    (filter) => typeof filter === 'object' && (filter.$like?.length ?? 0) > MAX_LIKE_LENGTH,
  );
  return isTooLong
    ? `Expected the pattern of a $like condition to have at most ${MAX_LIKE_LENGTH} characters, but it has more`
    : undefined;
}
