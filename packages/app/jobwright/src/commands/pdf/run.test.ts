import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandError } from '../../command-line/command-error.ts';
import { createProgram } from '../../program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-preview-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], path = ''): Promise<string> {
  let text = '';
  const program = createProgram({
    environment: { PATH: path },
    version: '0.0.0',
    node: { version: '20.19.0', range: '>=20.19.0' },
    write: (part) => void (text += part),
    progress: () => undefined,
    stop: new AbortController().signal,
    lastWords: { render: String, clear: () => undefined },
  });
  await program.parseAsync(['node', 'jobwright', 'pdf', 'preview', ...args]);
  return text;
}

const refusal = (args: readonly string[]): Promise<string> =>
  run(args).then(
    (text) => `drew ${text}`,
    (error: unknown) =>
      error instanceof CommandError ? `${error.exitCode}: ${error.message}` : String(error),
  );

async function write(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

const startOf = async (path: string): Promise<string> => (await readFile(path)).subarray(0, 5).toString();

describe('jobwright pdf preview', () => {
  test.each(['letter', 'invoice', 'report', 'certificate'])(
    'shows the example of the %s',
    async (template) => {
      const out = join(folder, `${template}.pdf`);
      const text = await run(['--template', template, '--language', 'de-DE', '--out', out, '--no-open']);
      expect(text).toMatch(new RegExp(`^Drew \\d pages?: ${out}\n$`));
      expect(await startOf(out)).toBe('%PDF-');
    },
  );

  test('draws the inputs of the connector, into a temporary file', async () => {
    const file = await write('hello.json', { source: 'markdown', markdown: '# Hello', title: 'Hello' });
    const text = await run([file, '--json']);
    expect(text).toContain('"pages":1');
    const drawn = /"file":"([^"]+)"/.exec(text)?.[1] ?? '';
    expect(await startOf(drawn)).toBe('%PDF-');
    await rm(drawn);
  });

  test('draws a Word file with the values of --data', async () => {
    const file = join(folder, 'offer.docx');
    const fixture = '../../../../../clients/word-template/src/testing/offer.docx';
    await writeFile(file, await readFile(new URL(fixture, import.meta.url)));
    const items = [{ name: 'Bike', price: 3 }];
    const values = { number: 'A1', vip: true, total: 3, customer: { name: 'Ada' }, order: { items } };
    const out = join(folder, 'offer.pdf');
    const data = await write('values.json', values);
    const text = await run([file, '--data', data, '--out', out, '--no-open']);
    expect(text).toMatch(/^Drew \d pages: .*\nWarning: .*\nWarning: There is no font "Cambria"/);
    expect(await startOf(out)).toBe('%PDF-');
    const wrong = await write('wrong.json', { ...values, customer: {} });
    expect(await refusal([file, '--data', wrong])).toMatch(
      /^2: .*\$\{customer\.name\}: There is no such value/,
    );
  });

  test.skipIf(process.platform !== 'linux')('opens the pages with the program of the system', async () => {
    const opened = join(folder, 'opened.txt');
    const opener = join(folder, 'xdg-open');
    await writeFile(opener, `#!/bin/sh\necho "$1" > ${opened}\n`);
    await chmod(opener, 0o755);
    const out = join(folder, 'opened.pdf');
    await run(['--template', 'letter', '--out', out], `${folder}:/bin:/usr/bin`);
    await expect.poll(() => readFile(opened, 'utf8').catch(() => '')).toBe(`${out}\n`);
  });

  test.skipIf(process.platform !== 'linux')('says where the file is when nothing opens it', async () => {
    const text = await run(
      ['--template', 'letter', '--out', join(folder, 'closed.pdf')],
      folder.concat('/none'),
    );
    expect(text).toContain('There is no program here that opens it');
  });

  test('tells all mistakes in the data at once', async () => {
    const lines = [{ name: 'Chair', qty: 2, price: '50.00', vatRate: '19' }];
    const data = { issueDate: '31.1.2026', seller: { name: 'A' }, buyer: { name: 'B' }, lines };
    const message = await refusal([await write('data.json', data), '--template', 'invoice']);
    for (const part of [
      /^2: /,
      /data\.number: is missing/,
      /data\.issueDate: Expected a date such as 2026-01-31/,
      /data\.lines\[0\]\.qty: is unknown: did you mean quantity\?/,
      /data\.seller\.vatId: is missing/,
    ]) {
      expect(message).toMatch(part);
    }
  });

  test.each([
    ['no file and no template', [], /Give a file, or --template with one of letter, invoice/],
    ['a file that is not there', ['none.json'], /Cannot read none\.json/],
    [
      'a folder that is not there',
      ['--template', 'letter', '--out', '/none/x.pdf'],
      /Cannot write \/none\/x\.pdf/,
    ],
    ['a Word file that is not there', ['none.docx'], /Cannot read none\.docx/],
    ['a Word file and a template', ['none.docx', '--template', 'letter'], /but not both/],
    ['a language that there is not', ['--template', 'letter', '--language', 'German'], /language: /],
  ])('refuses %s', async (_, args, message) => {
    expect(await refusal(args)).toMatch(message);
  });

  test('asks whose data it is', async () => {
    expect(await refusal([await write('who.json', { number: '1' })])).toMatch(/say which: --template/);
  });
});
