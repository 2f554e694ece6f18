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
      /** `*` stands for any text, `?` for one character; a backslash takes their meaning away. */
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

/** Matches without backtracking over more than the last `*`: linear in practice whatever the pattern. */
function isLike(text: string, pattern: string): boolean {
  const parts = [...pattern.matchAll(/\\(.)|([\s\S])/g)].map(([, escaped, plain = '']) => ({
    literal: escaped ?? plain,
    wildcard: escaped === undefined ? plain : '',
  }));
  let at = 0;
  let position = 0;
  let star = -1;
  let starPosition = 0;
  while (position < text.length) {
    const part = parts[at];
    if (part?.wildcard === '*') {
      star = at;
      starPosition = position;
      at += 1;
    } else if (part && (part.wildcard === '?' || part.literal === text[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      starPosition += 1;
      position = starPosition;
    } else return false;
  }
  return parts.slice(at).every(({ wildcard }) => wildcard === '*');
}

const compare = (value: FilterValue, limit: FilterValue): number =>
  value === limit ? 0 : value < limit ? -1 : 1;

const matchesValue = (value: FilterValue, conditions: Conditions): boolean =>
  (conditions.$eq === undefined || value === conditions.$eq) &&
  (conditions.$in === undefined || conditions.$in.includes(value)) &&
  (conditions.$gt === undefined || compare(value, conditions.$gt) > 0) &&
  (conditions.$gte === undefined || compare(value, conditions.$gte) >= 0) &&
  (conditions.$lt === undefined || compare(value, conditions.$lt) < 0) &&
  (conditions.$lte === undefined || compare(value, conditions.$lte) <= 0) &&
  (conditions.$like === undefined || isLike(String(value), conditions.$like));

function matchesField(values: readonly FilterValue[], filter: FieldFilter): boolean {
  if (typeof filter !== 'object') return values.includes(filter);
  const { $exists, $neq, $notIn, ...positive } = filter;
  if ($exists !== undefined && $exists !== values.length > 0) return false;
  if ($neq !== undefined && values.includes($neq)) return false;
  if ($notIn?.some((value) => values.includes(value)) === true) return false;
  return Object.keys(positive).length === 0 || values.some((value) => matchesValue(value, positive));
}

const matchesFields = (facts: InstanceFacts, fields: FieldFilters): boolean =>
  FILTER_FIELDS.every((field) => {
    const filter = fields[field];
    return filter === undefined || matchesField(facts(field), filter);
  });

export const matchesInstance = (facts: InstanceFacts, { fields, $or }: InstanceFilter): boolean =>
  matchesFields(facts, fields) &&
  ($or === undefined || $or.length === 0 || $or.some((alternative) => matchesFields(facts, alternative)));
