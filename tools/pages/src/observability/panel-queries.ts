export interface PanelQuery {
  readonly expr: string;
  readonly legend: string;
}

export const PROCESS = 'instance=~"$instance"';
/** A service of one cluster has no label `cluster`; the choice of all clusters includes it. */
export const CLUSTER = `${PROCESS},cluster=~"$cluster"`;
export const JOBS = `${CLUSTER},type=~"$type"`;

export const rate = (metric: string, filter = JOBS): string => `rate(${metric}{${filter}}[$__rate_interval])`;
export const share = (metric: string, labels: readonly string[]): PanelQuery => ({
  expr: `sum by (${labels.join(', ')}) (${rate(metric)})`,
  legend: labels.map((label) => `{{${label}}}`).join(' '),
});
export const sum = (metric: string, filter = JOBS): string => `sum(${metric}{${filter}})`;
export const quantiles = (histogram: string): readonly PanelQuery[] =>
  [0.5, 0.95, 0.99].map((quantile) => ({
    expr: `histogram_quantile(${quantile}, sum by (le) (${rate(`${histogram}_bucket`)}))`,
    legend: `p${quantile * 100}`,
  }));

export const EXECUTION = 'camunda_connector_outbound_execution_time_seconds';
