import { z } from 'zod';
import {
  FILTER_FIELDS,
  type FieldFilter,
  type FieldFilters,
  type FilterField,
  type FilterValue,
  type InstanceFilter,
} from '../../core/batch/instance-filter.ts';
import { Problem } from './problem.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);
const fieldFilter = z.union([
  value,
  z.strictObject({
    $eq: value.optional(),
    $neq: value.optional(),
    $exists: z.boolean().optional(),
    $in: z.array(value).optional(),
    $notIn: z.array(value).optional(),
    $gt: value.optional(),
    $gte: value.optional(),
    $lt: value.optional(),
    $lte: value.optional(),
    $like: z.string().optional(),
  }),
]);
const fields = z.record(z.string(), z.unknown());
const filterBody = fields.and(z.object({ $or: z.array(fields).optional() }));

const isField = (name: string): name is FilterField => FILTER_FIELDS.some((field) => field === name);

const readDate =
  (field: FilterField) =>
  (date: FilterValue): number => {
    const at = typeof date === 'string' ? Date.parse(date) : Number.NaN;
    if (Number.isNaN(at)) throw new Problem(400, `The value of the filter field '${field}' is not a date`);
    return at;
  };

/** Dates are compared as numbers. */
function readDates(field: FilterField, filter: z.output<typeof fieldFilter>): FieldFilter {
  const read = readDate(field);
  if (typeof filter !== 'object') return read(filter);
  const { $exists, $like, $in, $notIn, ...limits } = filter;
  if ($like !== undefined) throw new Problem(400, `The filter field '${field}' has no condition $like`);
  const dates = Object.entries(limits).flatMap(([name, limit]) =>
    limit === undefined ? [] : [[name, read(limit)] as const],
  );
  return {
    ...Object.fromEntries(dates),
    ...($exists !== undefined && { $exists }),
    ...($in && { $in: $in.map(read) }),
    ...($notIn && { $notIn: $notIn.map(read) }),
  };
}

function readFields(given: Readonly<Record<string, unknown>>): FieldFilters {
  const entries = Object.entries(given).flatMap(([name, condition]) => {
    if (condition === undefined || condition === null) return [];
    if (!isField(name))
      throw new Problem(
        400,
        `The embedded engine cannot filter process instances by '${name}', only by ${FILTER_FIELDS.join(', ')}`,
      );
    const parsed = fieldFilter.safeParse(condition);
    if (!parsed.success)
      throw new Problem(400, `The filter field '${name}' is not valid: ${z.prettifyError(parsed.error)}`);
    const isDate = name === 'startDate' || name === 'endDate';
    return [[name, isDate ? readDates(name, parsed.data) : withoutAbsent(parsed.data)] as const];
  });
  return Object.fromEntries(entries);
}

function withoutAbsent(filter: z.output<typeof fieldFilter>): FieldFilter {
  if (typeof filter !== 'object') return filter;
  return Object.fromEntries(Object.entries(filter).filter(([, condition]) => condition !== undefined));
}

/** The filter of process instances as the REST API writes it. @throws Problem naming a field that is not supported */
export function readInstanceFilter(body: unknown): InstanceFilter {
  const { $or, ...given } = filterBody.parse(body);
  return { fields: readFields(given), ...($or && { $or: $or.map(readFields) }) };
}
