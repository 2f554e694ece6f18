import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { buildDashboard } from './build-dashboard.ts';
import { dashboardRows } from './panels.ts';
import { listMetrics, renderMetrics } from './render-metrics.ts';

const resolvePath = (file: string): string => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));
const [command] = process.argv.slice(2);
if (command !== 'update' && command !== 'check') {
  console.error('Use: update | check');
  process.exit(2);
}

const PAGE = 'docs/observability.md';
const page = await readFile(resolvePath(PAGE), 'utf8');
const [before, between, after] = page.split(/(?<=<!-- metrics -->)|(?=<!-- \/metrics -->)/);
if (before === undefined || between === undefined || after === undefined) {
  throw new Error(`${PAGE} lacks the marks <!-- metrics --> and <!-- /metrics -->`);
}
const files = {
  [PAGE]: `${before}\n\n${renderMetrics(await listMetrics())}\n\n${after}`,
  'packages/app/jobwright/observability/grafana-dashboard.json': JSON.stringify(
    buildDashboard(dashboardRows),
  ),
};

for (const [file, text] of Object.entries(files)) {
  const path = resolvePath(file);
  const wanted = await format(text, { ...(await resolveConfig(path)), filepath: path });
  if (wanted === (await readFile(path, 'utf8').catch(() => ''))) continue;
  if (command === 'update') {
    await writeFile(path, wanted);
    console.log(`wrote ${path}`);
    continue;
  }
  console.error(`${file} does not fit the metrics and panels there are: npm run update -- observability`);
  process.exitCode = 1;
}
