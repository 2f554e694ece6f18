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
      /**
       * `*` stands for any text, `?` for one character; a backslash takes their meaning away. At most 1,000
       * characters.
       */
      readonly $like?: string;
    };

type Conditions = Extract<FieldFilter, object>;
/** The name of a condition, such as `$eq`. */
export type FilterOperator = keyof Conditions;

type Matcher<T> = (value: T) => boolean;

export const compareValues = (value: FilterValue, other: FilterValue): number =>
  value === other ? 0 : value < other ? -1 : 1;

/** Whether the conditions that one of the values has to meet are all met by it. */
function createValueMatcher({ $eq, $in, $gt, $gte, $lt, $lte, $like }: Conditions): Matcher<FilterValue> {
  const listed = $in && new Set($in);
  const isLike = $like === undefined ? undefined : createLikeMatcher($like);
  return (value) =>
    ($eq === undefined || value === $eq) &&
    listed?.has(value) !== false &&
    ($gt === undefined || compareValues(value, $gt) > 0) &&
    ($gte === undefined || compareValues(value, $gte) >= 0) &&
    ($lt === undefined || compareValues(value, $lt) < 0) &&
    ($lte === undefined || compareValues(value, $lte) <= 0) &&
    isLike?.(String(value)) !== false;
}

/** Prepares a filter for any number of fields, each with no, one or several values. */
export function createFieldMatcher(filter: FieldFilter): Matcher<readonly FilterValue[]> {
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

/** Why a condition cannot be used. */
export function findConditionMistake(filter: FieldFilter): string | undefined {
  const isTooLong = typeof filter === 'object' && (filter.$like?.length ?? 0) > MAX_LIKE_LENGTH;
  return isTooLong
    ? `Expected the pattern of a $like condition to have at most ${MAX_LIKE_LENGTH} characters, but it has more`
    : undefined;
}
