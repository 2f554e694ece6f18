import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort, findProgram, makeServerDirectory, runServer } from '@jobwright/servers/local-server';
import { z } from 'zod';

/** One series of an answer, with its newest value. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Prometheus {
  /** What PromQL gives now. @throws Error with what Prometheus says is wrong */
  query(expression: string): Promise<readonly Series[]>;
  /** The names of the alerts that its rules have. */
  listRules(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface PrometheusOptions {
  /** `host:port` of who serves metrics. */
  readonly target: string;
  readonly ruleFile: string;
}

const answer = z.object({ status: z.literal('success'), data: z.unknown() });
const vector = z.object({
  resultType: z.literal('vector'),
  result: z.array(
    z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
  ),
});
const rules = z.object({
  groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })),
});

/** Starts a Prometheus that asks the target each second. */
export async function startPrometheus({ target, ruleFile }: PrometheusOptions): Promise<Prometheus> {
  const directory = makeServerDirectory('prometheus');
  const port = await findFreePort();
  const file = join(directory, 'prometheus.yml');
  writeFileSync(
    file,
    JSON.stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [ruleFile],
      scrape_configs: [{ job_name: 'jobwright', static_configs: [{ targets: [target] }] }],
    }),
  );
  const server = await runServer({
    name: 'Prometheus',
    program: findProgram('prometheus', 'prometheus'),
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=warn',
    ],
    directory,
    port,
  });
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`Prometheus answered ${response.status} to ${path}: ${text}`);
    return answer.parse(JSON.parse(text)).data;
  };
  return {
    async query(expression) {
      const { result } = vector.parse(await ask(`query?query=${encodeURIComponent(expression)}`));
      return result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
    },
    async listRules() {
      const { groups } = rules.parse(await ask('rules'));
      return groups.flatMap((group) => group.rules.map(({ name, health }) => `${name} ${health}`));
    },
    stop: () => server.stop(),
  };
}
