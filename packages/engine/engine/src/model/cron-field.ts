export interface CronRange {
  readonly min: number;
  readonly max: number;
  /** Names of the values, from the smallest on. */
  readonly names?: readonly string[];
}

/** A value of a field: a number, or a name of it. */
export function parseCronValue(text: string, { min, max, names = [] }: CronRange): number | undefined {
  const index = names.indexOf(text.toUpperCase());
  if (index >= 0) return min + index;
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

function parsePart(part: string, range: CronRange): readonly number[] | undefined {
  const match = /^(\*|\?|[^-/]+)(?:-([^-/]+))?(?:\/(\d{1,4}))?$/.exec(part);
  if (!match) return undefined;
  const [, from = '', to, step] = match;
  const isAll = from === '*' || from === '?';
  if (isAll && to !== undefined) return undefined;
  const first = isAll ? range.min : parseCronValue(from, range);
  const openEnd = isAll || step !== undefined ? range.max : first;
  const last = to === undefined ? openEnd : parseCronValue(to, range);
  const increment = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || first > last || increment < 1) return undefined;
  const values: number[] = [];
  for (let value = first; value <= last; value += increment) values.push(value);
  return values;
}

/** The values of a field in order: lists, ranges, steps and names; undefined when it is not valid. */
export function parseCronField(text: string, range: CronRange): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const parsed = parsePart(part, range);
    if (!parsed) return undefined;
    for (const value of parsed) values.add(value);
  }
  return [...values].sort((first, second) => first - second);
}
