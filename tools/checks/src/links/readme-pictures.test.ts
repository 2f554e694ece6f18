import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');
const PUBLISHED = 'https://raw.githubusercontent.com/jobwright/jobwright/HEAD/';
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Published pages have no files of the repository beside them. */
test.each([
  ['README.md', 'docs/modeler/choose-template.png'],
  ['packages/app/jobwright/README.md', `${PUBLISHED}docs/modeler/choose-template.png`],
])('%s opens with a picture that is there', (path, picture) => {
  const start = read(path).split('\n## ', 1)[0] ?? '';
  const pictures = [...start.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  expect(pictures).toContain(picture);
  for (const target of pictures) {
    const file = target.startsWith(PUBLISHED)
      ? join(root, target.slice(PUBLISHED.length))
      : join(root, dirname(path), target);
    expect(existsSync(file), target).toBe(true);
  }
});

test('the commands that the README opens with are scripts of the workspace', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')));
  const commands = /```sh\n([^`]+)```/.exec(read('README.md'))?.[1] ?? '';
  const names = [...commands.matchAll(/^npm (?:run )?([\w-]+)/gm)].map(([, name = '']) => name);
  expect(names).toEqual(['ci', 'demo', 'jobwright', 'test']);
  for (const name of names.slice(1)) expect(scripts).toHaveProperty([name]);
  expect(existsSync(join(root, 'examples/order/order.bpmn'))).toBe(true);
});

test('no package of the workspace may run a script when it is installed', () => {
  const manifest = z.object({ allowScripts: z.record(z.string(), z.literal(false)) });
  const { allowScripts } = manifest.parse(JSON.parse(read('package.json')));
  const lock = z
    .object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) })
    .parse(JSON.parse(read('package-lock.json')));
  const withScripts = Object.entries(lock.packages)
    .filter(([, { hasInstallScript = false }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect([...new Set(withScripts)].filter((name) => name !== 'fsevents' && !(name in allowScripts))).toEqual(
    [],
  );
});
