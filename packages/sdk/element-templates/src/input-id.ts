/** Ids of the properties that every template has. */
const COMMON_IDS: ReadonlySet<string> = new Set([
  ...['taskType', 'id', 'version', 'resultVariable', 'resultExpression'],
  ...['errorExpression', 'retryCount', 'retryBackoff', 'jobTimeout'],
]);

/** The id of the property of an input: its path. */
export const inputIdOf = (path: string): string => (COMMON_IDS.has(path) ? `input.${path}` : path);
