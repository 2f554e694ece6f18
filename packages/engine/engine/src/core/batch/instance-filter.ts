import type { INSTANCE_FIELDS } from '../records/instance-fields.ts';
import type { FieldFilter } from '../search/field-filter.ts';
import type { VariableFilter } from '../search/search-filter.ts';

/** The name of a field that batch operations filter by. */
export type FilterField = Exclude<keyof typeof INSTANCE_FIELDS, 'tags' | 'variables'>;

/** Conditions for fields; all of them must hold. Dates are milliseconds since 1970. */
export type FieldFilters = Readonly<Partial<Record<FilterField, FieldFilter>>> & {
  /** Tags that the instance all has. */
  readonly tags?: readonly string[];
  /** Variables that the instance all has, in any of its scopes. */
  readonly variables?: readonly VariableFilter[];
};

/** All fields must match, and one of the alternatives in `$or` where there are some. */
export interface InstanceFilter {
  readonly fields: FieldFilters;
  readonly $or?: readonly FieldFilters[];
}
