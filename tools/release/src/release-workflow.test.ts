import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = new URL('../../../', import.meta.url);
const workflow = z
  .object({
    jobs: z.object({
      release: z.object({
        permissions: z.record(z.string(), z.string()),
        steps: z.array(z.object({ run: z.string().optional() })),
      }),
    }),
  })
  .parse(parse(readFileSync(new URL('.github/workflows/release.yml', root), 'utf8')));
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));

test('the workflow may sign, commit and tag, and nothing else', () => {
  expect(workflow.jobs.release.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
});

test('its commands are those of this workspace; e2e/published runs them', () => {
  const commands = workflow.jobs.release.steps.flatMap(({ run }) => run ?? []).join('\n');
  const used = [...commands.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
  expect(used).toEqual(['release']);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(used));
  expect(commands).toMatch(/npm run release -- --publish[\s\S]*git push --follow-tags/);
});
