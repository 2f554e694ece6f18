import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundle, bundleCommand, COMMAND_ENTRY, COMMAND_FOLDER } from './bundle-command.ts';
import { findOfficialTemplates } from './find-official-templates.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../../..');
let root: string;
let bundle: Bundle;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jobwright-bundle-'));
  bundle = await bundleCommand({ workspaceRoot, outputFolder: root, createdAt: new Date(0) });
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const inBundle = (path: string) => join(root, COMMAND_FOLDER, path);
const run = (args: readonly string[], cwd = root) =>
  spawnSync(process.execPath, [inBundle(COMMAND_ENTRY), ...args], {
    cwd,
    encoding: 'utf8',
    env: {},
    timeout: 60_000,
  });

test('the bundle runs alone, from few files', async () => {
  const { version } = JSON.parse(
    await readFile(join(workspaceRoot, 'packages/app/jobwright/package.json'), 'utf8'),
  );
  expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(bundle.files).toBeLessThan(150);
});

test("nothing of the vendor's templates is in it", () => {
  expect(findOfficialTemplates(root)).toEqual([]);
});

test('templates of the bundled connectors are written', async () => {
  expect(run(['templates', '--out', join(root, 'templates')])).toMatchObject({ status: 0, stderr: '' });
  const template = JSON.parse(await readFile(join(root, 'templates/pdf.json'), 'utf8'));
  expect(template.id).toBe('io.jobwright.pdf');
});

test('the bundled connectors are listed with their versions', async () => {
  const { status, stdout, stderr } = run(['connectors', '--json']);
  expect([status, stderr]).toEqual([0, '']);
  const manifest = await readFile(join(workspaceRoot, 'packages/connectors/email/package.json'), 'utf8');
  expect(stdout).toContain('@jobwright/connector-email');
  expect(stdout).toContain((JSON.parse(manifest) as { version: string }).version);
});

test('a connector that brings nothing gets the SDK and zod of the bundle', async () => {
  await mkdir(join(root, 'connectors'));
  await writeFile(
    join(root, 'connectors/greet.mjs'),
    `import { defineConnector } from '@jobwright/connector-sdk';
     import { z } from 'zod';
     export const greet = defineConnector({
       type: 'acme:greet:1', name: 'Greet', template: { id: 'acme.greet', version: 1 },
       input: z.object({ name: z.string().meta({ title: 'Name' }) }), output: z.object({}),
       run: async () => ({}),
     });`,
  );
  const { status, stderr } = run(['templates', './connectors/greet.mjs', '--out', join(root, 'own')]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(existsSync(join(root, 'own/greet.json'))).toBe(true);
});

test('sources are refused with one line that says what to do', async () => {
  await writeFile(join(root, 'connectors/source.ts'), 'export const nothing = 1;');
  const { status, stderr } = run(['templates', './connectors/source.ts']);
  expect(stderr).toMatch(/^jobwright: [^\n]*esbuild, which is not installed: [^\n]* or build them [^\n]*\n$/);
  expect(status).toBe(2);
});

test.each([['test'], ['check'], ['pdf', 'preview']])(
  '%s is refused with one line that says what to do',
  (name, ...rest) => {
    expect(run([name, ...rest])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: `jobwright: The image leaves out jobwright ${name}: install jobwright with npm and run npx jobwright ${name}\n`,
    });
  },
);

test('licences and the bill of materials name what is bundled, and nothing else', async () => {
  const bom = JSON.parse(await readFile(inBundle('sbom.cdx.json'), 'utf8')) as {
    components: { purl: string }[];
  };
  const names = bom.components.map(({ purl }) => purl.replace(/@[^@]*$/, ''));
  expect(names).toEqual(
    expect.arrayContaining(['pkg:npm/undici', 'pkg:npm/%40jobwright/runtime', 'pkg:npm/%40grpc/grpc-js']),
  );
  expect(names).not.toEqual(expect.arrayContaining(['pkg:npm/esbuild']));
  expect(names).not.toEqual(expect.arrayContaining(['pkg:npm/winston']));
  expect(bom.components).toHaveLength(bundle.packages);
  const licences = await readFile(inBundle('LICENSES.txt'), 'utf8');
  expect(licences).toContain('undici@');
  expect(licences).toContain('SIL OPEN FONT LICENSE');
});

test('texts take one byte a character', async () => {
  const bytes = await readFile(inBundle('render-thread.js'));
  expect(bytes.every((byte) => byte < 0x80)).toBe(true);
});
