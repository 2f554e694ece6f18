import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = new URL('../../../', import.meta.url);
const folder = new URL('.github/workflows/', root);
const schema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      needs: z.string().optional(),
      uses: z.string().optional(),
      permissions: z.record(z.string(), z.string()).optional(),
      steps: z.array(z.object({ run: z.string().optional(), uses: z.string().optional() })).default([]),
    }),
  ),
});
const workflows = Object.fromEntries(
  readdirSync(folder).map((file) => [file, schema.parse(parse(readFileSync(new URL(file, folder), 'utf8')))]),
);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));

const toCommands = (workflow: z.output<typeof schema>): readonly string[] =>
  Object.values(workflow.jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

describe.each(Object.entries(workflows))('%s', (_, workflow) => {
  test('its commands are there', () => {
    const lines = toCommands(workflow).join('\n');
    const used = [...lines.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
    const programs = [...lines.matchAll(/(?:^|\s)(\.ci\/\w+)/g)].map(([, path = '']) => path);
    expect(programs.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    const tools = [...lines.matchAll(/npx (\w+)/g)].map(([, name = '']) => name);
    expect(tools.filter((name) => !existsSync(new URL(`node_modules/.bin/${name}`, root)))).toEqual([]);
  });

  test('actions are of a full version', () => {
    const used = Object.values(workflow.jobs).flatMap(({ uses, steps }) => [
      ...(uses === undefined ? [] : [uses]),
      ...steps.flatMap((step) => step.uses ?? []),
    ]);
    const isLocal = (action: string): boolean => action.startsWith('./') && existsSync(new URL(action, root));
    expect(used.filter((action) => !isLocal(action) && !/@v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
  });

  test('nothing may be written but where a job says so', () => {
    expect(Object.values(workflow.permissions).filter((right) => right !== 'read')).toEqual([]);
  });
});

test('pull requests, main, every night and each release are checked', () => {
  expect(Object.keys(workflows['ci.yml']!.on)).toEqual(['pull_request', 'push', 'schedule', 'workflow_call']);
  const commands = toCommands(workflows['ci.yml']!);
  expect(commands.filter((line) => /npm run check|nx affected -t test|\.ci\/run/.test(line))).toHaveLength(4);
});

test('main runs every part of the suites, each on a machine of its own', () => {
  const ci = parse(readFileSync(new URL('ci.yml', folder), 'utf8')) as {
    jobs: { all: { strategy: { matrix: { shard: string[] } } } };
  };
  const { shard } = ci.jobs.all.strategy.matrix;
  expect(shard).toEqual(shard.map((_, index) => `${index + 1}/${shard.length}`));
  expect(toCommands(workflows['ci.yml']!).join('\n')).toContain('.ci/run --shard "$SHARD"');
});

test('the release waits for all suites; it may sign, commit and tag, and nothing else', () => {
  const { ci, release } = workflows['release.yml']!.jobs;
  expect([ci!.uses, release!.needs]).toEqual(['./.github/workflows/ci.yml', 'ci']);
  expect(release!.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
});

test('the release is published before its tags are pushed; e2e/published runs its commands', () => {
  const commands = workflows['release.yml']!.jobs['release']!.steps.flatMap(({ run }) => run ?? []).join(
    '\n',
  );
  expect([...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name)).toEqual(['release']);
  expect(commands).toMatch(/npm run release -- --publish[\s\S]*git push --follow-tags/);
});
