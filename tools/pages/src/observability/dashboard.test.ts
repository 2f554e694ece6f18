import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildDashboard } from './build-dashboard.ts';
import { listNames, metricOf } from './list-names.ts';
import { dashboardRows } from './panels.ts';
import { listMetrics, renderMetrics } from './render-metrics.ts';

const metrics = await listMetrics();
const known = new Set(metrics.map(({ name }) => name));
const findUnknown = (expressions: readonly string[]): readonly string[] =>
  expressions.flatMap(listNames).filter((name) => !known.has(name) && !known.has(metricOf(name)));

test('each panel asks for metrics that there are', () => {
  const expressions = dashboardRows.flatMap(({ panels }) =>
    panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
  );
  expect(expressions.flatMap(listNames).length).toBeGreaterThan(20);
  expect(findUnknown(expressions)).toEqual([]);
});

test('each alert asks for metrics that there are', async () => {
  const file = new URL(
    '../../../../packages/app/jobwright/observability/prometheus-alerts.yaml',
    import.meta.url,
  );
  const { groups } = parse(await readFile(fileURLToPath(file), 'utf8')) as {
    groups: { rules: { alert: string; expr: string }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  expect(findUnknown(rules.map(({ expr }) => expr))).toEqual([]);
});

test('the dashboard has all panels, each over the data source that is chosen', () => {
  const { panels = [], templating } = buildDashboard(dashboardRows);
  const rows = panels.filter(({ type }) => type === 'row');
  expect(rows.map(({ title }) => title)).toEqual(dashboardRows.map(({ title }) => title));
  expect(panels.length - rows.length).toBe(dashboardRows.flatMap((row) => row.panels).length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  const placed = panels.map(({ gridPos }) => gridPos);
  expect(placed.every((place) => place !== undefined && place.x + place.w <= 24)).toBe(true);
  expect(templating?.list?.map(({ name }) => name)).toEqual(['datasource', 'instance', 'cluster', 'type']);
  for (const panel of panels) {
    if (panel.type !== 'row') expect(panel).toMatchObject({ datasource: { uid: '${datasource}' } });
  }
});

test('the table has the metrics that are ours, with their labels', () => {
  const table = renderMetrics(metrics);
  expect(table).toContain(
    '| `camunda_connector_outbound_invocations_total` | counter | `cluster` `type` `elementTemplateId` `elementTemplateVersion` `action` |',
  );
  expect(table).toContain('| `jobwright_connected` | gauge | `cluster` |');
  expect(table).not.toContain('nodejs_');
});
