/** Counts further values together once there are too many. */
const OTHER = 'other';

/**
 * Limits how many values a label can have: each makes a series of its own, and what a model writes into a
 * header must not fill the memory of whoever collects them.
 */
export function boundLabel(maxValues: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= maxValues) return OTHER;
    known.add(value);
    return value;
  };
}
