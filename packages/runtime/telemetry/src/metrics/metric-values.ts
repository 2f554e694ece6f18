/** From a tenth of the fastest answer to the longest time that a job may take by default, in seconds. */
export const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** The value of a label for which a job has none. */
export const NONE = 'unknown';
