/** The metrics that an expression of PromQL asks for. */
export const listNames = (expression: string): readonly string[] => [
  ...new Set(expression.match(/\b(?:jobwright|camunda|nodejs|process)_[a-z0-9_]+/g)),
];

/** The name of a metric, of one of the series of a histogram. */
export const metricOf = (series: string): string => series.replace(/_(bucket|sum|count)$/, '');
