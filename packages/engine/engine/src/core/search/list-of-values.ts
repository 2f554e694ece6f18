import type { FilterValue } from './field-filter.ts';
import type { FieldValue } from './search-fields.ts';

export const listOfValues = (value: FieldValue): readonly FilterValue[] =>
  value === null || value === undefined ? [] : typeof value === 'object' ? value : [value];
