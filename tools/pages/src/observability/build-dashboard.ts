import {
  type Dashboard,
  DashboardBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimeseriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import type { DashboardPanel, DashboardRow } from './panels.ts';

const COLUMNS = 24;
const HEIGHT = { number: 4, lines: 8 } as const;
/** Which data source: the one chosen at the top of the dashboard. */
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** The dashboard as Grafana imports it. */
export function buildDashboard(rows: readonly DashboardRow[]): Dashboard {
  const dashboard = new DashboardBuilder('Jobwright')
    .uid('jobwright')
    .description('Connectors for Camunda 8: jobs, latency, capacity, the process.')
    .tags(['jobwright', 'camunda'])
    .refresh('30s')
    .time({ from: 'now-1h', to: 'now' })
    .timezone('browser')
    .editable()
    .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'))
    // All of these, not all there are: other programs have metrics of Node, too.
    .withVariable(createVariable('instance', 'Instance', 'label_values(jobwright_connected, instance)'))
    // Without a label, as with one cluster, the list is empty; all must match it nevertheless.
    .withVariable(
      createVariable('cluster', 'Cluster', 'label_values(jobwright_connected, cluster)').allValue('.*'),
    )
    .withVariable(createVariable('type', 'Job type', 'label_values(jobwright_jobs_limit, type)'));
  let id = 0;
  for (const { title, panels } of rows) {
    dashboard.withRow(new RowBuilder(title).id((id += 1)));
    for (const panel of panels) dashboard.withPanel(buildPanel(panel, panels.length).id((id += 1)));
  }
  return dashboard.build();
}

const createVariable = (name: string, label: string, query: string): QueryVariableBuilder =>
  new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATASOURCE)
    .query({ query, refId: name })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: 'All', value: '$__all' });

function buildPanel(panel: DashboardPanel, neighbours: number): StatBuilder | TimeseriesBuilder {
  const { kind, title, description, unit, queries } = panel;
  const width = Math.max(Math.floor(COLUMNS / neighbours), 6);
  const builder = kind === 'number' ? new StatBuilder() : new TimeseriesBuilder().min(0);
  builder
    .title(title)
    .description(description)
    .unit(unit)
    .datasource(DATASOURCE)
    .span(width)
    .height(HEIGHT[kind]);
  for (const { expr, legend } of queries) {
    builder.withTarget(new DataqueryBuilder().expr(expr).legendFormat(legend).datasource(DATASOURCE));
  }
  return builder;
}
