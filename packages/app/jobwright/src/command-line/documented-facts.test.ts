import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { ExitCode } from './command-error.ts';

const root = new URL('../../../../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const deploy = 'packages/app/jobwright/deploy';
const pages = [
  ...readdirSync(new URL('docs', root))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
  'packages/app/jobwright/README.md',
  'README.md',
];

/** The numbers that a page names as exit codes. */
const listExitCodes = (page: string): readonly number[] =>
  [...read(page).matchAll(/\bexit(?:s|ed)? (?:with )?(?:the )?(?:exit )?codes?:? (\d+)/gi)].map(([, code]) =>
    Number(code),
  );

test('exit codes that pages name exist', () => {
  const known: readonly number[] = [0, ...Object.values(ExitCode), 130];
  const named = pages.flatMap((page) => listExitCodes(page).map((code) => ({ page, code })));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(({ code }) => !known.includes(code))).toEqual([]);
});

test('the time that a pod and a container get beyond the drain is the same everywhere', () => {
  const chart = `${deploy}/helm/jobwright`;
  const beyond = /terminationGracePeriodSeconds: \{\{ add .* (\d+) \}\}/.exec(
    read(`${chart}/templates/deployment.yaml`),
  )?.[1];
  expect(read(`${chart}/values.yaml`)).toContain(`the pod gets ${beyond} s more`);
  expect(read('docs/kubernetes.md')).toContain(`(20) plus ${beyond} s`);
  const drain = readConfiguration({ environment: {} }).jobs.drainTimeoutSeconds;
  const compose = z
    .object({ services: z.object({ jobwright: z.object({ stop_grace_period: z.string() }) }) })
    .parse(parse(read(`${deploy}/compose/compose.yaml`)));
  expect(compose.services.jobwright.stop_grace_period).toBe(`${drain + Number(beyond)}s`);
  expect(read('docs/image.md')).toContain(`--stop-timeout ${drain + Number(beyond)}`);
});

test('defaults that pages name are those of the schema', () => {
  const { cluster, jobs } = readConfiguration({ environment: {} });
  expect(read('docs/cluster-access.md')).toContain(
    `\`connectTimeoutSeconds\` (${cluster.connectTimeoutSeconds},`,
  );
  expect(read('docs/image.md')).toContain(`\`jobs.drainTimeoutSeconds\` (${jobs.drainTimeoutSeconds})`);
  expect(read('docs/kubernetes.md')).toContain(
    `\`configuration.jobs.drainTimeoutSeconds\` (${jobs.drainTimeoutSeconds})`,
  );
});
