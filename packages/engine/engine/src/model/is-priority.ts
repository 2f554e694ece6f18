const MIN_PRIORITY = -(2 ** 31);
const MAX_PRIORITY = 2 ** 31 - 1;

/** Whether a priority is a whole number of 32 bits. */
export const isPriority = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= MIN_PRIORITY && value <= MAX_PRIORITY;
