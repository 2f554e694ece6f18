import type { SearchFields } from '../../../core/search/search-fields.ts';

/**
 * What `search` has to know of one resource. To add one: describe its fields in the order in which the
 * specification lists those to sort by (`textField`, `keyField`, `integerField`, `dateTimeField`,
 * `booleanField`, `enumField`; `exact`, `filterOnly`, `sortOnly` and `withOperators` restrict them), give its
 * records and how to render them, and answer with `answerSearch(resource, records, request.body)`. Filters,
 * sorting, pages and cursors follow.
 */
export interface SearchResource<T> {
  readonly fields: SearchFields<T>;
  /** Unique and constant. Without `sort` the records are in its order; with it, it decides between equals. */
  readonly keyOf: (record: T) => string;
  /** Whether the keys are in the order of texts, not of numbers. Default: no. */
  readonly hasTextKeys?: boolean;
  /** The record as the answer has it. Only called for the records of the page. */
  readonly render: (record: T) => object;
  /** Whether a filter may have alternatives in `$or`. Default: no. */
  readonly hasAlternatives?: boolean;
}
