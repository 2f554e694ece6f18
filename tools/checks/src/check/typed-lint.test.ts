import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** What each rule refuses. */
const MISTAKES: Readonly<Record<string, string>> = {
  'await-thenable': 'export async function f() { await 1; }',
  'no-array-delete': 'export function f(texts: string[]) { delete texts[0]; }',
  'no-base-to-string': 'export const f = () => String({ a: 1 });',
  'no-duplicate-type-constituents': 'export type T = string | string;',
  'no-floating-promises': 'export function f(promise: Promise<void>) { promise; }',
  'no-for-in-array': 'export function f(texts: string[]) { for (const i in texts) texts.push(i); }',
  'no-implied-eval': "export const f = () => setTimeout('alert(1)', 1);",
  'no-misused-promises': 'export const f = (promise: Promise<boolean>) => (promise ? 1 : 2);',
  'no-redundant-type-constituents': 'export type T = unknown | string;',
  'no-unnecessary-type-assertion': 'export const f = (text: string) => text as string;',
  'no-unsafe-argument': 'export const f = (value: any) => parseInt(value);',
  'no-unsafe-assignment': 'export function f(value: any) { const text: string = value; return text; }',
  'no-unsafe-call': 'export const f = (value: any) => void value();',
  'no-unsafe-enum-comparison': 'enum E { A } export const f = (e: E, n: number) => e === n;',
  'no-unsafe-member-access': 'export const f = (value: any) => void value.member;',
  'no-unsafe-return': 'export function f(value: any): string { return value; }',
  'no-unsafe-unary-minus': 'export const f = (value: { a: 1 }) => -value;',
  'only-throw-error': "export function f() { throw 'text'; }",
  'prefer-promise-reject-errors': "export const f = () => Promise.reject('text');",
  'require-await': 'export async function f() { return 1; }',
  'restrict-plus-operands': 'export const f = (count: bigint, other: any) => count + 1;',
  'restrict-template-expressions': 'export const f = (value: string[]) => `${value}`;',
  'switch-exhaustiveness-check':
    "export function f(kind: 'a' | 'b') { switch (kind) { case 'a': return 1; } }",
  'unbound-method': 'class C { n = 1; m() { return this.n; } } export const f = [new C().m];',
};

interface Report {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

async function lint(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-lint-'));
  folders.push(folder);
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { strict: true, target: 'es2023', module: 'nodenext', types: [] } }),
  );
  for (const [name, source] of Object.entries(sources)) await writeFile(join(folder, name), source);
  const args = ['--type-aware', '--config', join(root, '.oxlintrc.json'), '--format', 'json', '.'];
  const output = await new Promise<string>((resolve) => {
    execFile(join(root, 'node_modules/.bin/oxlint'), args, { cwd: folder }, (_, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(output) as Report;
  return diagnostics.map(({ code, filename }) => `${filename}: ${code}`);
}

test('each rule that needs types refuses its mistake, and there is a mistake for each rule', async () => {
  const { rules } = JSON.parse(await readFile(join(root, '.oxlintrc.json'), 'utf8')) as {
    readonly rules: Readonly<Record<string, unknown>>;
  };
  expect(Object.keys(MISTAKES).toSorted()).toEqual(
    Object.keys(rules)
      .map((name) => name.replace('typescript/', ''))
      .toSorted(),
  );
  const reported = await lint(
    Object.fromEntries(Object.entries(MISTAKES).map(([name, source]) => [`${name}.ts`, source])),
  );
  expect(reported).toEqual(
    expect.arrayContaining(Object.keys(MISTAKES).map((name) => `${name}.ts: typescript(${name})`)),
  );
});

test('in tests, values of no known type are allowed, promises that nobody awaits are not', async () => {
  const reported = await lint({
    'values.test.ts': MISTAKES['no-unsafe-member-access'] ?? '',
    'promises.test.ts': MISTAKES['no-floating-promises'] ?? '',
  });
  expect(reported).toEqual(['promises.test.ts: typescript(no-floating-promises)']);
});
