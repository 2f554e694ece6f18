import { createServiceMetrics } from 'jobwright';
import { z } from 'zod';

export interface MetricFacts {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labels: readonly string[];
}

const metricFacts = z.object({
  name: z.string(),
  help: z.string(),
  type: z.string(),
  // The library stores it on each metric without documenting it.
  labelNames: z.array(z.string()).default([]),
});

/** The metrics a service has, as the code declares them. */
export async function listMetrics(): Promise<readonly MetricFacts[]> {
  const { registry } = await createServiceMetrics(() => ({ kind: 'starting' }));
  const types = new Map((await registry.getMetricsAsJSON()).map(({ name, type }) => [name, String(type)]));
  return registry.getMetricsAsArray().map((metric) => {
    const { name, help, labelNames } = metricFacts.parse({ ...metric, type: '' });
    return { name, help, type: types.get(name) ?? '', labels: labelNames };
  });
}

/** Those that are Node's and the process's own are told by prom-client. */
const isOwn = ({ name }: MetricFacts): boolean => /^(jobwright|camunda)_/.test(name);

export function renderMetrics(metrics: readonly MetricFacts[]): string {
  const rows = metrics
    .filter(isOwn)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(
      ({ name, type, labels, help }) =>
        `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(' ')} | ${help.replaceAll('|', '\\|')} |`,
    );
  return ['| metric | kind | labels | is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
