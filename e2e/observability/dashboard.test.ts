import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { startService } from '../src/testing/start-service.ts';
import { connectTarget, type Target } from '../src/testing/target.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { startWireBackend, type WireBackend } from '../src/testing/wire-backend.ts';
import { type Prometheus, startPrometheus } from './testing/start-prometheus.ts';

const toPath = (file: string): string =>
  fileURLToPath(import.meta.resolve(`jobwright/observability/${file}`));
const RULES = toPath('prometheus-alerts.yaml');

/** Of a dashboard of Grafana, what a panel asks for. */
const dashboardFile = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      type: z.string(),
      targets: z.array(z.object({ expr: z.string().min(1) })).default([]),
    }),
  ),
});
const { panels } = dashboardFile.parse(JSON.parse(readFileSync(toPath('grafana-dashboard.json'), 'utf8')));
const ruleFile = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string() })) })) });

let target: Target;
let backend: WireBackend;
beforeAll(async () => {
  target = await connectTarget();
  backend = await startWireBackend(({ path }) => (path === '/503' ? { status: 503 } : undefined));
});
afterAll(async () => {
  await backend.close();
  await target.close();
});

/** What Grafana puts in for its variables when all is chosen. */
const fill = (expression: string): string =>
  expression
    .replaceAll('$__rate_interval', '15s')
    .replaceAll('$__range', '60s')
    .replaceAll(/\$(type|instance|cluster)\b/g, '.*');

async function runJobs(): Promise<void> {
  const call = (id: string, path: string, headers: Readonly<Record<string, string>> = {}) => ({
    id,
    jobType: 'io.camunda:http-json:1',
    retries: 2,
    headers: { retryBackoff: 'PT0S', ...headers },
    inputs: {
      url: `${backend.url}${path}`,
      method: 'GET',
      'authentication.type': 'bearer',
      'authentication.token': '{{secrets.TOKEN}}',
    },
  });
  const processes = [
    call('works', '/200'),
    call('fails', '/503'),
    call('throws', '/503', { errorExpression: '=bpmnError("NO_STOCK", "none")' }),
  ];
  for (const process of processes) {
    const name = `${process.id}.bpmn`;
    await target.client.deployResource({ process: Buffer.from(oneTaskProcess(process)), name });
  }
  for (const { id } of processes) {
    await target.client.createProcessInstance({ bpmnProcessId: id, variables: {} });
  }
}

const isThere = (values: readonly { readonly value: number }[]): boolean =>
  values.some(({ value }) => Number.isFinite(value));

async function findEmpty(prometheus: Prometheus): Promise<readonly string[]> {
  const empty: string[] = [];
  for (const { title, targets } of panels) {
    for (const { expr } of targets) {
      if (!isThere(await prometheus.query(fill(expr)))) empty.push(`${title}: ${expr}`);
    }
  }
  return empty;
}

test('each query of each panel has data on a real Prometheus while jobs run', async () => {
  const service = await startService('', { ...target.environment, SECRET_TOKEN: 's3cret' });
  const address = new URL(service.address).host;
  const prometheus = await startPrometheus({ target: address, ruleFile: RULES });
  onTestFinished(() => prometheus.stop());

  await vi.waitFor(
    async () => {
      await runJobs();
      expect(await findEmpty(prometheus)).toEqual([]);
    },
    { timeout: 60_000, interval: 1_000 },
  );
  const failures = await prometheus.query('jobwright_job_failures_total');
  expect(failures.map(({ labels: { outcome, code } }) => [outcome, code]).sort()).toEqual([
    ['fail', '503'],
    ['throwError', 'NO_STOCK'],
  ]);

  const names = ruleFile
    .parse(parse(readFileSync(RULES, 'utf8')))
    .groups.flatMap(({ rules }) => rules.map(({ alert }) => `${alert} ok`));
  await vi.waitFor(async () => expect(await prometheus.listRules()).toEqual(names));
});
