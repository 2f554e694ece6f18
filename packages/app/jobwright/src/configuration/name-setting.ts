/** Variable of a setting: `jobs.maxConcurrent` is `JOBWRIGHT_JOBS_MAX_CONCURRENT`. */
export const nameVariable = (path: readonly string[]): string =>
  ['JOBWRIGHT', ...path.map((key) => splitWords(key, '_').toUpperCase())].join('_');

/** Option of a setting: `jobs.maxConcurrent` would be `--jobs-max-concurrent`. */
export const nameOption = (path: readonly string[]): string =>
  `--${path.map((key) => splitWords(key, '-').toLowerCase()).join('-')}`;

const splitWords = (key: string, separator: string): string =>
  key.replaceAll(/(?<=[a-z])(?=[A-Z])/g, separator);
